package io.dams.contracts.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order group asks for: the seed's {@code OrderGroupParamsV3}. Its form is one of: a single
 * leg; one buy leg and one to seven sell legs; one sell leg and one to seven buy legs.
 *
 * @param group its id
 * @param user whose it is
 * @param token the token of all its contracts
 * @param shard the partition of that token on the core's topics
 * @param timeInForce how long it stays; IOC for single legs only
 * @param expiresAt when it ends if still open; null for never
 * @param placedAt when the frontoffice accepted it
 * @param legs in the order of their numbers, from 0
 */
public record OrderGroupTerms(
    OrderGroupId group,
    UserId user,
    AssetCode token,
    int shard,
    TimeInForce timeInForce,
    @Nullable Instant expiresAt,
    Instant placedAt,
    List<LegTerms> legs) {

  /** The most legs that a group can have. */
  public static final int MAX_LEGS = 8;

  /** Throws {@link IllegalArgumentException} naming the rule that the group breaks. */
  public OrderGroupTerms {
    legs = List.copyOf(legs);
    if (legs.isEmpty() || legs.size() > MAX_LEGS) {
      throw new IllegalArgumentException("a group has 1 to " + MAX_LEGS + " legs");
    }
    long buys = 0;
    for (int i = 0; i < legs.size(); i++) {
      LegTerms leg = legs.get(i);
      if (!leg.leg().equals(group.leg(i))) {
        throw new IllegalArgumentException("leg " + i + " must have id " + group.leg(i));
      }
      buys += leg.side() == Side.BUY ? 1 : 0;
    }
    long sells = legs.size() - buys;
    if (legs.size() > 1 && buys != 1 && sells != 1) {
      throw new IllegalArgumentException("a group buys 1 and sells many, or buys many and sells 1");
    }
    if (legs.size() > 1 && (buys == 0 || sells == 0)) {
      throw new IllegalArgumentException("a group of several legs both buys and sells");
    }
    if (timeInForce == TimeInForce.IOC && legs.size() > 1) {
      throw new IllegalArgumentException("IOC is for single legs");
    }
    if (legs.stream().map(LegTerms::contract).distinct().count() != legs.size()) {
      throw new IllegalArgumentException("each leg has a contract of its own");
    }
  }

  /** Where the tokens of its buy legs come from. */
  @JsonIgnore
  public Funding funding() {
    boolean buys = false;
    boolean sells = false;
    for (int i = 0; i < legs.size(); i++) { // No iterator: the core asks it of each group.
      buys |= legs.get(i).side() == Side.BUY;
      sells |= legs.get(i).side() == Side.SELL;
    }
    return buys && sells ? Funding.LINKED : buys ? Funding.HOLD : Funding.SELL_ONLY;
  }

  /** The leg with this id; throws {@link IllegalArgumentException} when it is not of this group. */
  public LegTerms leg(LegId id) {
    if (!id.group().equals(group) || id.number() >= legs.size()) {
      throw new IllegalArgumentException("leg " + id + " is not of group " + group);
    }
    return legs.get(id.number());
  }
}
