package io.dams.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class OutagesTest {

  static Throwable[] outages() {
    return new Throwable[] {
      new CannotGetJdbcConnectionException("pool is empty"),
      new CannotCreateTransactionException("no connection"),
      new CannotAcquireLockException("deadlock"),
      new IllegalStateException(new SQLTransientConnectionException()),
      new RuntimeException(new RuntimeException(new SQLNonTransientConnectionException())),
      new RuntimeException(new ConnectException("refused")),
      new RuntimeException(new HttpTimeoutException("slow")),
      new RuntimeException(new java.net.SocketTimeoutException()),
      new DisconnectException("broker away")
    };
  }

  static Throwable[] errors() {
    return new Throwable[] {
      new NullPointerException(),
      new IllegalArgumentException("no such leg"),
      new DuplicateKeyException("twice"),
      new DataIntegrityViolationException("negative"),
      new StreamGapException("core-0", 1, 3),
      new RuntimeException(new IOException("unreadable"))
    };
  }

  @ParameterizedTest
  @MethodSource("outages")
  void passByThemselves(Throwable failure) {
    assertThat(Outages.isOutage(failure)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void areNotMendedByRepetition(Throwable failure) {
    assertThat(Outages.isOutage(failure)).isFalse();
  }

  @Test
  void aCircleOfCausesEnds() {
    RuntimeException one = new RuntimeException();
    RuntimeException two = new RuntimeException(one);
    one.initCause(two);
    assertThat(Outages.isOutage(one)).isFalse();
  }
}
