package io.dams.frontoffice.draft;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.TimeInForce;
import io.dams.frontoffice.contract.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order group as it is asked for.
 *
 * @param now time of the request
 */
public record OrderDraft(
    UserId user,
    TimeInForce timeInForce,
    @Nullable Instant expiresAt,
    Instant now,
    List<DraftLeg> legs) {

  /** Copies the list. */
  public OrderDraft {
    legs = List.copyOf(legs);
  }

  /** The group's terms (the seed's {@code OrderGroupParamsV3}), after all rules. */
  public OrderGroupTerms terms(OrderGroupId group) {
    Contract any = legs.getFirst().known();
    List<LegTerms> terms = new ArrayList<>();
    for (DraftLeg leg : legs) {
      terms.add(leg.terms(group.leg(leg.number())));
    }
    return new OrderGroupTerms(
        group, user, any.terms().token(), any.terms().shard(), timeInForce, expiresAt, now, terms);
  }

  /** Decimal places of the token, after all rules. */
  public int tokenScale() {
    return legs.getFirst().known().terms().tokenScale();
  }

  /** Decimal places of each leg's point, after all rules. */
  public List<Integer> pointScales() {
    return legs.stream().map(leg -> leg.known().terms().pointScale()).toList();
  }
}
