package io.dams.frontoffice.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.wallet.Wallet;
import io.dams.platform.problem.ProblemType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UserId USER = new UserId(7);
  private static final OrderGroupId GROUP = new OrderGroupId(800);

  /** Lot 100 (scale 0), tick 0.05, 2 to 50 lots, price to 100.00, fee 3.33 %. */
  private static final Contract SKY = contract("SKY", "DMT", 0, 100, ContractState.OPEN);

  /** Lot 10.00 (scale 2). */
  private static final Contract MART = contract("MART", "DMT", 2, 1000, ContractState.OPEN);

  private static final Contract BEAN = contract("BEAN", "DMT", 0, 10, ContractState.OPEN);

  @Test
  void acceptsASingleLegAndFreezesItsTerms() {
    OrderDraft draft = draft(leg(SKY, Side.SELL, "300", "12.35"));
    assertThat(OrderRules.check(draft)).isNull();
    OrderGroupTerms terms = draft.terms(GROUP);
    assertThat(terms.legs())
        .containsExactly(
            new LegTerms(
                GROUP.leg(0),
                new ContractId("SKY-DMT"),
                new AssetCode("SKY"),
                Side.SELL,
                3,
                100,
                1235,
                9, // floor(300 × 3.33 %)
                "uid-SKY"));
    assertThat(terms.token()).isEqualTo(new AssetCode("DMT"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, below-minimum",
    "-300, below-minimum",
    "199, below-minimum",
    "100, below-minimum",
    "250, wrong-lot",
    "300.5, wrong-lot",
    "5100, above-maximum",
    "99999999999999999999, above-maximum"
  })
  void refusesQuantities(String quantity, String code) {
    assertRefused(code, "legs[0].quantity", leg(SKY, Side.SELL, quantity, "12.35"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, price-out-of-range",
    "-1, price-out-of-range",
    "100.05, price-out-of-range",
    "99999999999999999999, price-out-of-range",
    "12.34, wrong-tick",
    "12.355, wrong-tick"
  })
  void refusesPrices(String price, String code) {
    assertRefused(code, "legs[0].limitPrice", leg(SKY, Side.BUY, "300", price));
  }

  @Test
  void refusesUnknownAndHaltedContracts() {
    assertRefused(
        OrderProblem.UNKNOWN_CONTRACT,
        "legs[1].contract",
        leg(SKY, Side.SELL, "300", "10"),
        new DraftLeg(
            1, new ContractId("NOPE-DMT"), Side.BUY, BigDecimal.TEN, BigDecimal.TEN, null, null));
    assertRefused(
        OrderProblem.CONTRACT_HALTED,
        "legs[0].contract",
        leg(contract("SKY", "DMT", 0, 100, ContractState.HALTED), Side.SELL, "300", "10"));
  }

  @Test
  void refusesALegWithoutABoundWallet() {
    DraftLeg leg = leg(SKY, Side.BUY, "300", "10");
    assertRefused(
        OrderProblem.NO_BOUND_WALLET,
        "legs[0].contract",
        new DraftLeg(
            0, leg.id(), leg.side(), leg.quantity(), leg.limitPrice(), leg.contract(), null));
  }

  @Test
  void refusesLegsOfSeveralTokens() {
    assertRefused(
        OrderProblem.SEVERAL_TOKENS,
        "legs[1].contract",
        leg(SKY, Side.SELL, "300", "10"),
        leg(contract("BEAN", "XMT", 0, 10, ContractState.OPEN), Side.BUY, "20", "10"));
  }

  @Test
  void acceptsBuyOneSellManyAndBuyManySellOneAndNoOtherForm() {
    DraftLeg sellSky = leg(SKY, Side.SELL, "300", "10");
    DraftLeg sellMart = leg(MART, Side.SELL, "30", "10");
    DraftLeg buyMart = leg(MART, Side.BUY, "30", "10");
    DraftLeg buyBean = leg(BEAN, Side.BUY, "30", "10");
    assertThat(OrderRules.check(draft(sellSky, sellMart, buyBean))).isNull();
    assertThat(OrderRules.check(draft(sellSky, buyMart, buyBean))).isNull();
    assertRefused(OrderProblem.WRONG_FORM, "legs", sellSky, sellMart);
    assertRefused(OrderProblem.WRONG_FORM, "legs", buyMart, buyBean);
    assertRefused(OrderProblem.WRONG_FORM, "legs", sellSky, leg(SKY, Side.BUY, "300", "10"));
    assertRefused(
        OrderProblem.WRONG_FORM,
        "legs",
        sellSky,
        sellMart,
        buyBean,
        leg(contract("OTHER", "DMT", 0, 1, ContractState.OPEN), Side.BUY, "3", "10"));
  }

  @Test
  void refusesAnExpiryThatIsOverAndOneWithoutGtc() {
    List<DraftLeg> legs = List.of(leg(SKY, Side.SELL, "300", "10"));
    assertThat(OrderRules.check(new OrderDraft(USER, TimeInForce.GTC, NOW, NOW, legs)))
        .extracting(Refusal::problem)
        .isEqualTo(OrderProblem.WRONG_EXPIRY);
    assertThat(
            OrderRules.check(new OrderDraft(USER, TimeInForce.IOC, NOW.plusSeconds(9), NOW, legs)))
        .extracting(Refusal::problem)
        .isEqualTo(OrderProblem.WRONG_EXPIRY);
    assertThat(
            OrderRules.check(new OrderDraft(USER, TimeInForce.GTC, NOW.plusSeconds(1), NOW, legs)))
        .isNull();
    assertThat(OrderRules.check(new OrderDraft(USER, TimeInForce.GTC, Instant.MAX, NOW, legs)))
        .extracting(Refusal::problem)
        .isEqualTo(OrderProblem.WRONG_EXPIRY);
  }

  @Test
  void refusesImmediateOrdersOfSeveralLegs() {
    OrderDraft draft =
        new OrderDraft(
            USER,
            TimeInForce.IOC,
            null,
            NOW,
            List.of(leg(SKY, Side.SELL, "300", "10"), at(1, leg(BEAN, Side.BUY, "30", "10"))));
    assertThat(OrderRules.check(draft))
        .isNotNull()
        .extracting(Refusal::field)
        .isEqualTo("timeInForce");
  }

  /** What the rules accept is exactly what a naive look in whole units accepts. */
  @Property(tries = 2_000)
  void acceptsExactlyWholeLotsWithinBounds(
      @ForAll @LongRange(min = -500, max = 60_000) long units) {
    BigDecimal quantity = BigDecimal.valueOf(units, 2);
    boolean accepted =
        OrderRules.check(draft(leg(MART, Side.BUY, quantity.toPlainString(), "10"))) == null;
    assertThat(accepted).isEqualTo(units % 1000 == 0 && units >= 2_000 && units <= 50_000);
  }

  private static void assertRefused(ProblemType problem, String field, DraftLeg... legs) {
    assertRefused(problem.code(), field, legs);
  }

  private static void assertRefused(String code, String field, DraftLeg... legs) {
    Refusal refusal = OrderRules.check(draft(legs));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problem().code()).isEqualTo(code);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.rule()).isNotBlank();
  }

  private static OrderDraft draft(DraftLeg... legs) {
    List<DraftLeg> numbered = new ArrayList<>();
    for (DraftLeg leg : legs) {
      numbered.add(at(numbered.size(), leg));
    }
    return new OrderDraft(USER, TimeInForce.GTC, null, NOW, numbered);
  }

  private static DraftLeg at(int number, DraftLeg leg) {
    return new DraftLeg(
        number,
        leg.id(),
        leg.side(),
        leg.quantity(),
        leg.limitPrice(),
        leg.contract(),
        leg.wallet());
  }

  private static DraftLeg leg(Contract contract, Side side, String quantity, String price) {
    return leg(
        contract,
        side,
        quantity,
        price,
        new Wallet(USER, contract.point(), "uid-" + contract.point(), NOW));
  }

  private static DraftLeg leg(
      Contract contract, Side side, String quantity, String price, @Nullable Wallet wallet) {
    return new DraftLeg(
        0, contract.id(), side, new BigDecimal(quantity), new BigDecimal(price), contract, wallet);
  }

  private static Contract contract(
      String point, String token, int scale, long lotUnits, ContractState state) {
    AssetCode pointCode = new AssetCode(point);
    AssetCode tokenCode = new AssetCode(token);
    return new Contract(
        new ContractTerms(
            ContractId.of(pointCode, tokenCode),
            pointCode,
            tokenCode,
            0,
            scale,
            2,
            lotUnits,
            5,
            2,
            50,
            10_000,
            33_300,
            state),
        0);
  }
}
