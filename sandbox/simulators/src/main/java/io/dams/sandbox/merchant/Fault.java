package io.dams.sandbox.merchant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is switched on: what goes wrong, with which requests, and how often. Faults are
 * looked at in the order in which they were added; the first that fits a request is used up by it.
 *
 * @param effect what goes wrong
 * @param operation only with this operation; null for any
 * @param kind only with transfers of this kind; null for any
 * @param subject only with this uid or transfer id; null for any
 * @param skip so many fitting requests are served well first
 * @param times how many requests it spoils; 0 for all until it is cleared
 */
public record Fault(
    Effect effect,
    @Nullable Operation operation,
    @Nullable TransferKind kind,
    @Nullable String subject,
    int skip,
    int times) {

  /** Throws {@link IllegalArgumentException} when a number is negative or there is no effect. */
  public Fault {
    if (effect == null || skip < 0 || times < 0) {
      throw new IllegalArgumentException("a fault has an effect, skip >= 0 and times >= 0");
    }
  }

  /** The effect, once, on the next request of any kind. */
  public static Fault of(Effect effect) {
    return new Fault(effect, null, null, null, 0, 1);
  }

  /** The same, only with an operation. */
  public Fault on(Operation only) {
    return new Fault(effect, only, kind, subject, skip, times);
  }

  /** The same, only with transfers of a kind. */
  public Fault on(TransferKind only) {
    return new Fault(effect, Operation.TRANSFER, only, subject, skip, times);
  }

  /** The same, only with a uid or a transfer id. */
  public Fault subject(String only) {
    return new Fault(effect, operation, kind, only, skip, times);
  }

  /** The same, after so many requests that fit. */
  public Fault skip(int count) {
    return new Fault(effect, operation, kind, subject, count, times);
  }

  /** The same, so many times. */
  public Fault times(int count) {
    return new Fault(effect, operation, kind, subject, skip, count);
  }

  /** The same, until it is cleared. */
  public Fault always() {
    return times(0);
  }

  /** What goes wrong. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Refuse.class, name = "REFUSE"),
    @JsonSubTypes.Type(value = Hang.class, name = "HANG"),
    @JsonSubTypes.Type(value = Stall.class, name = "STALL"),
    @JsonSubTypes.Type(value = DropReply.class, name = "DROP_REPLY"),
    @JsonSubTypes.Type(value = ServerError.class, name = "SERVER_ERROR"),
    @JsonSubTypes.Type(value = WrongAnswer.class, name = "WRONG_ANSWER"),
    @JsonSubTypes.Type(value = SpoiltLines.class, name = "SPOILT_LINES"),
    @JsonSubTypes.Type(value = Unavailable.class, name = "UNAVAILABLE")
  })
  public sealed interface Effect {}

  /** Does nothing and answers with this problem. */
  public record Refuse(MerchantProblem code) implements Effect {}

  /** Does nothing, and closes the connection only after this time. */
  public record Hang(long millis) implements Effect {

    /** For so long. */
    public static Hang of(Duration duration) {
      return new Hang(duration.toMillis());
    }
  }

  /** Does the work only after this time, whether or not anyone still waits for the answer. */
  public record Stall(long millis) implements Effect {

    /** For so long. */
    public static Stall of(Duration duration) {
      return new Stall(duration.toMillis());
    }
  }

  /** Does the work and closes the connection without an answer. */
  public record DropReply() implements Effect {}

  /**
   * Answers with a status of 500 or more.
   *
   * @param afterWork whether the work is done nevertheless
   */
  public record ServerError(int status, boolean afterWork) implements Effect {}

  /** Does the work and answers 200 with something else. */
  public record WrongAnswer(Form form) implements Effect {}

  /**
   * Answers with a statement some of whose lines are others.
   *
   * @param instead JSON that stands in the place of the line of this transfer
   */
  public record SpoiltLines(Map<String, String> instead) implements Effect {}

  /** Closes every connection at once. */
  public record Unavailable() implements Effect {}

  /** How an answer is wrong. */
  public enum Form {
    /** Not JSON. */
    GARBAGE,
    /** Cut in the middle. */
    TRUNCATED,
    /** Of another transfer id or uid. */
    OTHER_SUBJECT,
    /** With other units. */
    OTHER_UNITS,
    /** With a text that is longer than the contract allows. */
    OVERLONG,
    /** With a time that no calendar has. */
    TIMELESS,
    /** Two megabytes. */
    HUGE
  }
}
