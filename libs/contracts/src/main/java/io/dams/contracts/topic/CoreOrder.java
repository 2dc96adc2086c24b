package io.dams.contracts.topic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.OrderGroupTerms;
import org.jspecify.annotations.Nullable;

/** Commands of {@link Topics#CORE_ORDER}: the input log of a shard. Same log, same events. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CoreOrder.SubmitOrderGroup.class, name = "SubmitOrderGroup"),
  @JsonSubTypes.Type(value = CoreOrder.CancelOrderGroup.class, name = "CancelOrderGroup"),
  @JsonSubTypes.Type(value = CoreOrder.PublishContract.class, name = "PublishContract"),
  @JsonSubTypes.Type(value = CoreOrder.CancelOrders.class, name = "CancelOrders"),
  @JsonSubTypes.Type(value = CoreOrder.SkipCommand.class, name = "SkipCommand"),
  @JsonSubTypes.Type(value = CoreOrder.SwitchBehaviour.class, name = "SwitchBehaviour"),
  @JsonSubTypes.Type(value = CoreOrder.SetBounds.class, name = "SetBounds"),
  @JsonSubTypes.Type(value = CoreOrder.Tick.class, name = "Tick")
})
public sealed interface CoreOrder {

  /** A reserved group enters the books. */
  record SubmitOrderGroup(OrderGroupTerms group) implements CoreOrder {}

  /**
   * A group ends, or one leg of it.
   *
   * @param leg null for the whole group
   */
  record CancelOrderGroup(OrderGroupId group, @Nullable LegId leg) implements CoreOrder {}

  /** A contract is made known or changed. Changed terms hold for later groups only. */
  record PublishContract(ContractTerms contract) implements CoreOrder {}

  /**
   * Live legs end: those of a user, those on a contract, or those of a user on a contract. Only so
   * many end at once; the event says whether more are left.
   *
   * @param user whose; null for everybody's
   * @param contract on which; null for all
   */
  record CancelOrders(@Nullable UserId user, @Nullable ContractId contract) implements CoreOrder {

    /** Throws {@link IllegalArgumentException} when it would cancel everything. */
    public CancelOrders {
      if (user == null && contract == null) {
        throw new IllegalArgumentException("a user, a contract or both must be named");
      }
    }
  }

  /**
   * Says that a command further back, which no engine could apply, was passed over. Only the core
   * writes it, together with the offset behind that command: so it is there if and only if the
   * command was passed over, and every replay does the same.
   *
   * @param offset of the command
   * @param reason why, for people
   */
  record SkipCommand(long offset, String reason) implements CoreOrder {}

  /**
   * From here on the engine behaves as this version of its rules says. What is before is replayed
   * by the rules that held then.
   *
   * @param behaviour the version; one that is not higher than the present has no effect
   */
  record SwitchBehaviour(int behaviour) implements CoreOrder {}

  /**
   * From here on the shard keeps no more than this. Only the core writes it, as it is configured;
   * until then {@link #FIRST} holds.
   *
   * @param openOrders live legs, and orders that rest in the books; a group that would go beyond is
   *     refused
   * @param rememberedGroups ids of groups; the oldest is forgotten first, and ids as old are stale
   */
  record SetBounds(int openOrders, int rememberedGroups) implements CoreOrder {

    /** The first bounds' open orders. */
    public static final int FIRST_OPEN_ORDERS = 100_000;

    /** The first bounds' remembered groups. */
    public static final int FIRST_REMEMBERED_GROUPS = 1_000_000;

    /**
     * The bounds of a shard whose log sets none, for ever the same: what came before must replay.
     */
    public static final SetBounds FIRST = new SetBounds(FIRST_OPEN_ORDERS, FIRST_REMEMBERED_GROUPS);

    /** Throws {@link IllegalArgumentException} when one is not positive. */
    public SetBounds {
      if (openOrders <= 0 || rememberedGroups <= 0) {
        throw new IllegalArgumentException("bounds must be positive");
      }
    }
  }

  /** Time passes: what has expired by the record's log time ends. */
  record Tick() implements CoreOrder {}
}
