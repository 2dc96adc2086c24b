package io.dams.sandbox.partner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is switched on. Faults are looked at in the order in which they were added; the
 * first that fits a request is used up by it.
 *
 * @param effect what goes wrong
 * @param door only at this door; null for any
 * @param orderId only with this order; null for any
 * @param times how many requests it spoils; 0 for all until it is cleared
 */
public record PartnerFault(
    Effect effect, @Nullable Door door, @Nullable String orderId, int times) {

  /** Throws {@link IllegalArgumentException} when the number is negative or there is no effect. */
  public PartnerFault {
    if (effect == null || times < 0) {
      throw new IllegalArgumentException("a fault has an effect, and times >= 0");
    }
  }

  /** Once, at the next request at a door. */
  public static PartnerFault at(Door door, Effect effect) {
    return new PartnerFault(effect, door, null, 1);
  }

  /** The same, only with an order. */
  public PartnerFault order(String only) {
    return new PartnerFault(effect, door, only, times);
  }

  /** The same, so many times. */
  public PartnerFault times(int count) {
    return new PartnerFault(effect, door, orderId, count);
  }

  /** The same, until it is cleared. */
  public PartnerFault always() {
    return times(0);
  }

  boolean fits(Door at, String order) {
    return (door == null || door == at) && (orderId == null || orderId.equals(order));
  }

  /** Where the transfer service knocks. */
  public enum Door {
    /** {@code order_out_create_url}. */
    CREATE,
    /** {@code order_in_info_url} and {@code order_out_info_url}. */
    INFO,
    /** {@code order_callback_url}. */
    CALLBACK
  }

  /** What goes wrong. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Hang.class, name = "HANG"),
    @JsonSubTypes.Type(value = Stall.class, name = "STALL"),
    @JsonSubTypes.Type(value = DropReply.class, name = "DROP_REPLY"),
    @JsonSubTypes.Type(value = Status.class, name = "STATUS"),
    @JsonSubTypes.Type(value = Lie.class, name = "LIE"),
    @JsonSubTypes.Type(value = Garbage.class, name = "GARBAGE"),
    @JsonSubTypes.Type(value = Redirect.class, name = "REDIRECT"),
    @JsonSubTypes.Type(value = Attach.class, name = "ATTACH"),
    @JsonSubTypes.Type(value = Decide.class, name = "DECIDE")
  })
  public sealed interface Effect {}

  /** Does nothing, and closes the connection after this time. */
  public record Hang(long millis) implements Effect {}

  /** Does the work after this time, whether or not anyone still waits. */
  public record Stall(long millis) implements Effect {}

  /** Does the work and closes the connection without an answer. */
  public record DropReply() implements Effect {}

  /**
   * Answers with a status alone.
   *
   * @param afterWork whether the work is done nevertheless
   */
  public record Status(int status, boolean afterWork) implements Effect {}

  /** Answers 200 with an order that is not the one that was asked about. */
  public record Lie(About about) implements Effect {}

  /** Does the work and answers 200 with something that is not JSON. */
  public record Garbage() implements Effect {}

  /** Does nothing and sends the caller elsewhere. */
  public record Redirect(String location) implements Effect {}

  /** Does the work and answers with an attachment of so many lists in each other. */
  public record Attach(int depth) implements Effect {}

  /** What becomes of the order that is created by this request. */
  public record Decide(PartnerOrder.State state) implements Effect {}

  /** What a lie is about. */
  public enum About {
    AMOUNT,
    USER,
    ORDER
  }
}
