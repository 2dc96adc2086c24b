package io.dams.contracts.topic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@link Topics#CORE_EVENT}. (shard, sequence) is its id, contiguous from 1: a gap is
 * visible.
 *
 * @param shard the partition
 * @param sequence the number of the event within the shard
 * @param command offset of the command in the shard's log that caused it
 * @param last whether no further event of that command follows
 * @param at log time of the command
 * @param body what happened
 */
public record CoreEvent(
    int shard, long sequence, long command, boolean last, Instant at, Body body) {

  /** The id of the message, as in the header {@code ce_id}. */
  public String id() {
    return shard + "-" + sequence;
  }

  /** What happened. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OrderGroupAccepted.class, name = "OrderGroupAccepted"),
    @JsonSubTypes.Type(value = OrderGroupRejected.class, name = "OrderGroupRejected"),
    @JsonSubTypes.Type(value = Traded.class, name = "Traded"),
    @JsonSubTypes.Type(value = LegEnded.class, name = "LegEnded"),
    @JsonSubTypes.Type(value = OrderGroupEnded.class, name = "OrderGroupEnded"),
    @JsonSubTypes.Type(value = CancelRejected.class, name = "CancelRejected"),
    @JsonSubTypes.Type(value = ContractPublished.class, name = "ContractPublished"),
    @JsonSubTypes.Type(value = ContractRefused.class, name = "ContractRefused"),
    @JsonSubTypes.Type(value = OrdersCancelled.class, name = "OrdersCancelled"),
    @JsonSubTypes.Type(value = DepthChanged.class, name = "DepthChanged")
  })
  public sealed interface Body {}

  /** The group is in the books, or being matched by the same command. */
  public record OrderGroupAccepted(OrderGroupTerms group) implements Body {}

  /** The group was refused as a whole; nothing of it was matched. Ends all its legs. */
  public record OrderGroupRejected(OrderGroupTerms group, RejectReason reason) implements Body {}

  /**
   * A trade, at the resting order's price.
   *
   * @param lots lots exchanged
   * @param lotUnits point units in a lot
   * @param priceUnits token units per lot
   * @param taker the side that came to the book
   */
  public record Traded(
      ContractId contract,
      long lots,
      long lotUnits,
      long priceUnits,
      Party buy,
      Party sell,
      Side taker)
      implements Body {

    /** Point units exchanged. */
    public long quantityUnits() {
      return Math.multiplyExact(lots, lotUnits);
    }

    /** Token units exchanged. */
    public long notionalUnits() {
      return Math.multiplyExact(lots, priceUnits);
    }
  }

  /** One side of a trade. */
  public record Party(OrderGroupId group, LegId leg, UserId user) {}

  /**
   * A leg's end, with all that a consumer's own rows must add up to before it acts.
   *
   * @param executedLots lots of all its trades
   * @param trades how many trades it had
   */
  public record LegEnded(
      OrderGroupId group, LegId leg, LegEnd reason, long executedLots, int trades)
      implements Body {}

  /**
   * All legs have ended; the last event of a group.
   *
   * @param outcome how it ended as a whole
   * @param purseUnits tokens left: of a linked group what its purse holds, of a held group what of
   *     its hold was not spent, else 0
   */
  public record OrderGroupEnded(OrderGroupId group, GroupEnd outcome, long purseUnits)
      implements Body {}

  /**
   * A cancel that found nothing to end.
   *
   * @param leg null when the whole group was meant
   */
  public record CancelRejected(OrderGroupId group, @Nullable LegId leg, CancelReject reason)
      implements Body {}

  /** A contract is known, with these terms, from here on. */
  public record ContractPublished(ContractTerms contract) implements Body {}

  /** A contract's change was refused: nothing changed. */
  public record ContractRefused(ContractTerms contract, String rule) implements Body {}

  /**
   * All or many legs of a user, on a contract, were cancelled; each has its own {@link LegEnded}.
   *
   * @param user null for everybody's
   * @param contract null for all
   * @param legs how many
   * @param more whether there are others left, for which the command has to be repeated
   */
  public record OrdersCancelled(
      @Nullable UserId user, @Nullable ContractId contract, int legs, boolean more)
      implements Body {}

  /**
   * The best levels of a book after a command changed it, best first.
   *
   * @param lastPriceUnits of the last trade; 0 when there was none
   */
  public record DepthChanged(
      ContractId contract, List<Level> bids, List<Level> asks, long lastPriceUnits)
      implements Body {

    /** How many levels of each side are published. */
    public static final int LEVELS = 20;

    /** Copies the lists. */
    public DepthChanged {
      bids = List.copyOf(bids);
      asks = List.copyOf(asks);
    }
  }

  /** All orders of one side at one price. */
  public record Level(long priceUnits, long lots) {}

  /** Why a group was refused by the core. */
  public enum RejectReason {
    UNKNOWN_CONTRACT,
    CONTRACT_HALTED,
    TERMS_CHANGED,
    QUANTITY_OUT_OF_RANGE,
    PRICE_OUT_OF_RANGE,
    DUPLICATE_GROUP,
    EXPIRED,
    WRONG_SHARD,
    /** The shard keeps as many open orders as it may; there may be room again later. */
    SHARD_FULL,
    /** No engine could apply the submission; an operator had it passed over. */
    SKIPPED
  }

  /** How a leg ended. */
  public enum LegEnd {
    FILLED,
    CANCELLED,
    EXPIRED,
    /** Immediate or fill-or-kill, and the book did not have it. */
    KILLED,
    /** No sell leg is live and the purse affords no lot. */
    FUNDS_EXHAUSTED,
    /** All buy legs are done, so the linked sells have nothing left to pay for. */
    LINK_ENDED,
    /** It would have traded with an order of the same user. */
    SELF_TRADE
  }

  /** How a group ended. */
  public enum GroupEnd {
    /** Every leg was filled. */
    FILLED,
    /** Some lots were executed, not all. */
    PARTLY_FILLED,
    CANCELLED,
    EXPIRED,
    KILLED
  }

  /** Why a cancel changed nothing. */
  public enum CancelReject {
    UNKNOWN_GROUP,
    TOO_LATE
  }
}
