package io.dams.frontoffice.draft;

import static io.dams.frontoffice.draft.OrderRule.eachLeg;

import io.dams.contracts.money.Asset;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of order groups, in the order in which they are checked. */
public final class OrderRules {

  private static final List<OrderRule> ALL =
      List.of(
          eachLeg(OrderRules::knownContract),
          eachLeg(OrderRules::openContract),
          OrderRules::oneToken,
          OrderRules::form,
          OrderRules::timeInForce,
          OrderRules::expiry,
          eachLeg(leg -> quantity(leg.quantity(), leg.known().terms(), leg.field("quantity"))),
          eachLeg(OrderRules::lot),
          eachLeg(OrderRules::price),
          eachLeg(OrderRules::boundWallet));

  private static final Duration LONGEST = Duration.ofDays(366);

  private OrderRules() {}

  /** The first rule that a draft breaks; null when it keeps all. */
  public static @Nullable Refusal check(OrderDraft draft) {
    for (OrderRule rule : ALL) {
      Refusal refusal = rule.check(draft);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** The rule that a quantity lies within a contract's bounds; null when it does. */
  public static @Nullable Refusal quantity(BigDecimal quantity, ContractTerms terms, String field) {
    Asset point = new Asset(terms.point(), terms.pointScale());
    BigDecimal least = point.decimal(terms.minLots() * terms.lotUnits());
    BigDecimal most = point.decimal(terms.maxLots() * terms.lotUnits());
    if (quantity.compareTo(least) < 0) {
      return Refusal.of(
          OrderProblem.BELOW_MINIMUM, field, "must be at least " + least.toPlainString());
    }
    if (quantity.compareTo(most) > 0) {
      return Refusal.of(
          OrderProblem.ABOVE_MAXIMUM, field, "must be at most " + most.toPlainString());
    }
    return null;
  }

  private static @Nullable Refusal knownContract(DraftLeg leg) {
    return leg.contract() != null
        ? null
        : Refusal.of(
            OrderProblem.UNKNOWN_CONTRACT,
            leg.field("contract"),
            "must be a contract of GET /v1/contracts");
  }

  private static @Nullable Refusal openContract(DraftLeg leg) {
    return leg.known().open()
        ? null
        : Refusal.of(
            OrderProblem.CONTRACT_HALTED, leg.field("contract"), "must be a contract that is open");
  }

  private static @Nullable Refusal oneToken(OrderDraft draft) {
    ContractTerms first = draft.legs().getFirst().known().terms();
    for (DraftLeg leg : draft.legs()) {
      if (!leg.known().terms().token().equals(first.token())) {
        return Refusal.of(
            OrderProblem.SEVERAL_TOKENS,
            leg.field("contract"),
            "must be traded against " + first.token());
      }
    }
    return null;
  }

  private static @Nullable Refusal form(OrderDraft draft) {
    int legs = draft.legs().size();
    long buys = draft.legs().stream().filter(leg -> leg.side() == Side.BUY).count();
    long sells = legs - buys;
    if (legs > OrderGroupTerms.MAX_LEGS) {
      return Refusal.of(
          OrderProblem.WRONG_FORM, "legs", "at most " + OrderGroupTerms.MAX_LEGS + " legs");
    }
    if (legs > 1 && (Math.min(buys, sells) != 1)) {
      return Refusal.of(
          OrderProblem.WRONG_FORM, "legs", "one leg, or buy 1 sell many, or buy many sell 1");
    }
    if (draft.legs().stream().map(DraftLeg::id).distinct().count() != legs) {
      return Refusal.of(OrderProblem.WRONG_FORM, "legs", "each leg has a contract of its own");
    }
    return null;
  }

  private static @Nullable Refusal timeInForce(OrderDraft draft) {
    return draft.timeInForce() == TimeInForce.IOC && draft.legs().size() > 1
        ? Refusal.of(OrderProblem.WRONG_FORM, "timeInForce", "IOC is for single legs")
        : null;
  }

  private static @Nullable Refusal expiry(OrderDraft draft) {
    if (draft.expiresAt() == null) {
      return null;
    }
    if (draft.timeInForce() != TimeInForce.GTC) {
      return Refusal.of(OrderProblem.WRONG_EXPIRY, "expiresAt", "is for GTC only");
    }
    if (!draft.expiresAt().isAfter(draft.now())) {
      return Refusal.of(OrderProblem.WRONG_EXPIRY, "expiresAt", "must be in the future");
    }
    return draft.expiresAt().isAfter(draft.now().plus(LONGEST))
        ? Refusal.of(
            OrderProblem.WRONG_EXPIRY,
            "expiresAt",
            "must be within " + LONGEST.toDays() + " days; without it the order never expires")
        : null;
  }

  private static @Nullable Refusal lot(DraftLeg leg) {
    Asset point = leg.known().pointAsset();
    BigDecimal lot = point.decimal(leg.known().terms().lotUnits());
    return leg.quantity().remainder(lot).signum() == 0
        ? null
        : Refusal.of(
            OrderProblem.WRONG_LOT,
            leg.field("quantity"),
            "must be a multiple of " + lot.toPlainString());
  }

  private static @Nullable Refusal price(DraftLeg leg) {
    Asset token = leg.known().tokenAsset();
    BigDecimal tick = token.decimal(leg.known().terms().tickUnits());
    BigDecimal most = token.decimal(leg.known().terms().maxPriceUnits());
    if (leg.limitPrice().signum() <= 0 || leg.limitPrice().compareTo(most) > 0) {
      return Refusal.of(
          OrderProblem.PRICE_OUT_OF_RANGE,
          leg.field("limitPrice"),
          "must be above 0 and at most " + most.toPlainString());
    }
    return leg.limitPrice().remainder(tick).signum() == 0
        ? null
        : Refusal.of(
            OrderProblem.WRONG_TICK,
            leg.field("limitPrice"),
            "must be a multiple of " + tick.toPlainString());
  }

  private static @Nullable Refusal boundWallet(DraftLeg leg) {
    return leg.wallet() != null
        ? null
        : Refusal.of(
            OrderProblem.NO_BOUND_WALLET,
            leg.field("contract"),
            "points of " + leg.known().point() + " must be bound first");
  }
}
