package io.dams.platform.inbox;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells outages, which pass without our doing, from errors, which a repetition does not mend. */
public final class Outages {

  /** By name, since these libraries are not on every class path. */
  private static final Set<String> BY_NAME =
      Set.of(
          "feign.RetryableException",
          "feign.FeignException$FeignServerException",
          "feign.FeignException$TooManyRequests",
          "org.apache.kafka.common.errors.RetriableException");

  private static final int MAX_DEPTH = 20;

  private Outages() {}

  /** Whether the failure, or a cause of it, is an outage of the database or of a remote party. */
  public static boolean isOutage(@Nullable Throwable failure) {
    @Nullable Throwable each = failure;
    for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
      if (isOutageItself(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  private static boolean isOutageItself(Throwable failure) {
    return switch (failure) {
      case TransientDataAccessException _ -> true;
      case DataAccessResourceFailureException _ -> true;
      case CannotCreateTransactionException _ -> true;
      case TransactionSystemException _ -> true;
      case SQLTransientException _ -> true;
      case SQLRecoverableException _ -> true;
      case SQLNonTransientConnectionException _ -> true;
      case HttpTimeoutException _ -> true;
      case SocketException _ -> true;
      case SocketTimeoutException _ -> true;
      case UnknownHostException _ -> true;
      case TimeoutException _ -> true;
      default -> isNamed(failure.getClass());
    };
  }

  private static boolean isNamed(@Nullable Class<?> type) {
    @Nullable Class<?> each = type;
    while (each != null && each != Object.class) {
      if (BY_NAME.contains(each.getName())) {
        return true;
      }
      each = each.getSuperclass();
    }
    return false;
  }
}
