package io.dams.frontoffice.draft;

import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.token.Tokens;
import io.dams.frontoffice.wallet.BalanceAnswer;
import io.dams.frontoffice.wallet.LiveBalances;
import io.dams.frontoffice.wallet.Wallet;
import io.dams.frontoffice.wallet.WalletProblem;
import io.dams.platform.problem.CommonProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An early look whether the user has what an order group needs, at the merchants and in the ledger.
 * It spares a refusal later and promises nothing: the reserve and the hold are what counts. A
 * merchant that does not answer now would not reserve either, so the order fails here, with that
 * reason.
 */
@Component
public class Funds {

  private final LiveBalances balances;
  private final Tokens tokens;

  Funds(LiveBalances balances, Tokens tokens) {
    this.balances = balances;
    this.tokens = tokens;
  }

  /** Why a checked draft cannot be paid for; null when it seems that it can. */
  public @Nullable Refusal check(OrderDraft draft, OrderGroupTerms terms) {
    List<Need> needs = new ArrayList<>();
    for (LegTerms leg : terms.legs()) {
      DraftLeg asked = draft.legs().get(leg.leg().number());
      if (leg.side() == Side.SELL) {
        needs.add(
            new Need(
                asked.field("quantity"),
                Objects.requireNonNull(asked.wallet()),
                asked.known().pointAsset(),
                leg.reserveUnits()));
      }
    }
    Refusal points = check(needs);
    if (points != null || terms.funding() != Funding.HOLD) {
      return points;
    }
    DraftLeg buy = draft.legs().getFirst();
    return tokens(
        terms.user(),
        buy.known().tokenAsset(),
        terms.legs().getFirst().limitNotionalUnits(),
        buy.field("quantity"));
  }

  /** Why points are not there; null when they are. All merchants are asked at the same time. */
  public @Nullable Refusal check(List<Need> needs) {
    Map<AssetCode, BalanceAnswer> answers = balances.of(needs.stream().map(Need::wallet).toList());
    for (Need need : needs) {
      Refusal refusal = judge(need, answers.get(need.wallet().exCode()));
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable Refusal judge(Need need, @Nullable BalanceAnswer answer) {
    String point = need.point().code().code();
    return switch (answer) {
      case BalanceAnswer.Live live ->
          live.availableUnits() >= need.units()
              ? null
              : new Refusal(
                  OrderProblem.INSUFFICIENT_POINTS,
                  need.field(),
                  "quantity and fee must be covered by the points at " + point,
                  Map.of(
                      "required", need.point().text(need.units()),
                      "available", need.point().text(live.availableUnits())));
      case BalanceAnswer.Refused refused ->
          refused.problem() == MerchantProblem.MEMBER_TOKEN_INVALID
              ? Refusal.of(
                  OrderProblem.NO_BOUND_WALLET,
                  need.field(),
                  point + " ended the binding; bind its points again")
              : Refusal.of(
                  WalletProblem.MERCHANT_REFUSED,
                  need.field(),
                  point + " refused: " + refused.problem());
      case BalanceAnswer.Unanswered ignored -> unanswered(need);
      case null -> unanswered(need);
    };
  }

  private static Refusal unanswered(Need need) {
    return Refusal.of(
        WalletProblem.MERCHANT_UNAVAILABLE,
        need.field(),
        need.point().code() + " does not answer at this moment");
  }

  private @Nullable Refusal tokens(UserId user, Asset token, long units, String field) {
    try {
      long available = tokens.availableUnits(user, token.code());
      return available >= units
          ? null
          : new Refusal(
              OrderProblem.INSUFFICIENT_TOKENS,
              field,
              "quantity × limit price must be covered by " + token.code(),
              Map.of("required", token.text(units), "available", token.text(available)));
    } catch (Tokens.LedgerUnavailableException e) {
      return Refusal.of(CommonProblem.TEMPORARILY_UNAVAILABLE, field, "the ledger does not answer");
    }
  }

  /**
   * Points that are needed.
   *
   * @param field of the request that asks for them
   */
  public record Need(String field, Wallet wallet, Asset point, long units) {}
}
