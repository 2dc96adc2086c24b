package io.dams.platform.idempotency;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers a repeated request with its first answer. The key is unique within its scope and written
 * in the transaction of the effect, so that an effect without a key, or a key without its effect,
 * cannot be: a client that never saw the answer asks again and gets it.
 */
public class IdempotencyKeys {

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,120}");

  /** Writes and reads answers. */
  interface Json {
    String write(Object value);

    <T> T read(String json, Class<T> type);
  }

  private final IdempotencyKeyMapper mapper;
  private final TransactionTemplate transaction;
  private final Json json;
  private final Function<Object, byte[]> canonical;

  IdempotencyKeys(
      IdempotencyKeyMapper mapper,
      TransactionTemplate transaction,
      Json json,
      Function<Object, byte[]> canonical) {
    this.mapper = mapper;
    this.transaction = transaction;
    this.json = json;
    this.canonical = canonical;
  }

  /**
   * The value of the header {@code Idempotency-Key}. Throws the problem {@code
   * idempotency-key-missing} when there is none, {@code invalid-request} when it is not 1 to 120
   * printable characters without blanks.
   */
  public static String require(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new ProblemException(
          CommonProblem.IDEMPOTENCY_KEY_MISSING,
          "send a new random key with each new request",
          Map.of("field", "Idempotency-Key", "rule", "required"));
    }
    if (!FORM.matcher(header).matches()) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "Idempotency-Key must be 1 to 120 printable ASCII characters without blanks",
          Map.of("field", "Idempotency-Key", "rule", "form"));
    }
    return header;
  }

  /**
   * Runs the effect and keeps its answer, in one transaction; or gives the kept answer. When the
   * effect throws, nothing is kept. Throws the problem {@code idempotency-key-reused} when the key
   * came with another body, {@code idempotency-in-flight} when the first request is not done yet.
   *
   * @param scope whose keys, and for what: at most 120 ASCII characters, such as {@code
   *     "orders/<user>"}
   * @param body compared by its JSON
   */
  public <T> T answer(String scope, String key, Object body, Class<T> type, Supplier<T> effect) {
    byte[] hash = sha256(canonical.apply(body));
    T answer =
        transaction.execute(
            status -> {
              try {
                mapper.insert(scope, key, hash);
              } catch (DuplicateKeyException e) {
                return first(scope, key, hash, type);
              } catch (PessimisticLockingFailureException e) {
                status.setRollbackOnly();
                throw inFlight();
              }
              T fresh = effect.get();
              if (mapper.answer(scope, key, json.write(fresh)) != 1) {
                throw new IllegalStateException("the key of the effect is gone");
              }
              return fresh;
            });
    return Objects.requireNonNull(answer, "effect without an answer");
  }

  /**
   * The answer that was kept for a key, if there is one: lets a caller skip slow checks that a
   * repeated request need not pass again. Throws the problem {@code idempotency-key-reused} when
   * the key came with another body. Promises nothing for the next moment: the effect still goes
   * through {@link #answer}.
   */
  public <T> Optional<T> recall(String scope, String key, Object body, Class<T> type) {
    List<IdempotencyKeyMapper.First> rows = mapper.find(scope, key);
    return rows.isEmpty() || rows.getFirst().answer() == null
        ? Optional.empty()
        : Optional.of(first(scope, key, sha256(canonical.apply(body)), type));
  }

  private <T> T first(String scope, String key, byte[] hash, Class<T> type) {
    List<IdempotencyKeyMapper.First> rows = mapper.find(scope, key);
    if (rows.isEmpty() || rows.getFirst().answer() == null) {
      throw inFlight();
    }
    IdempotencyKeyMapper.First first = rows.getFirst();
    if (!MessageDigest.isEqual(first.bodyHash(), hash)) {
      throw new ProblemException(
          CommonProblem.IDEMPOTENCY_KEY_REUSED, "this key belongs to another request");
    }
    return json.read(Objects.requireNonNull(first.answer()), type);
  }

  private static ProblemException inFlight() {
    return new ProblemException(
        CommonProblem.IDEMPOTENCY_IN_FLIGHT, "ask again in a moment, with the same key");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }
}
