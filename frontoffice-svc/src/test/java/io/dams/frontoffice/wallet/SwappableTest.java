package io.dams.frontoffice.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.frontoffice.contract.Contract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SwappableTest {

  private static final Instant BOUND = Instant.parse("2026-01-01T00:00:00Z");

  /** 100 SKY for 50.00 DMT; 10.00 MART for 20.00 DMT. */
  private final Contract sky = contract("SKY", 0, 100, 50_00);

  private final Contract mart = contract("MART", 2, 10_00, 20_00);

  @Test
  void comparesPointWithPointWhateverTheLots() {
    assertThat(Swappable.ratio(sky, mart)).isEqualTo("0.25000000"); // 0.50 ÷ 2.00 DMT
    assertThat(Swappable.ratio(mart, sky)).isEqualTo("4.00000000");
    assertThat(Swappable.ratio(mart, contract("SKY", 0, 100, 0))).isNull();
  }

  @Test
  void showsTheRowOfTheSeed() {
    Wallet wallet = new Wallet(new UserId(1), mart.point(), "m1", BOUND);
    assertThat(
            Swappable.of(
                wallet,
                mart,
                sky,
                new BalanceAnswer.Live(123_45),
                10_00,
                new PointAmount(mart.point(), 500_00, 20_00, 0)))
        .isEqualTo(
            new Swappable(
                mart.point(),
                new AssetCode("DMT"),
                "123.45",
                "10.00",
                BOUND,
                "246.90",
                "500.00",
                "20.00",
                "10.00",
                "1000.00",
                "0.005000",
                "0.25000000",
                null));
  }

  @Test
  void saysWhoDidNotAnswer() {
    Swappable row =
        Swappable.of(
            new Wallet(new UserId(1), mart.point(), "m1", BOUND),
            mart,
            sky,
            new BalanceAnswer.Unanswered("deadline"),
            10_00,
            null);
    assertThat(row.availableBalance()).isNull();
    assertThat(row.reservedBalance()).isEqualTo("10.00");
    assertThat(row.assetValue()).isNull();
    assertThat(row.problem()).isEqualTo("merchant-unavailable");
  }

  private static Contract contract(String point, int scale, long lotUnits, long lastPrice) {
    AssetCode code = new AssetCode(point);
    AssetCode token = new AssetCode("DMT");
    return new Contract(
        new ContractTerms(
            ContractId.of(code, token),
            code,
            token,
            0,
            scale,
            2,
            lotUnits,
            1,
            1,
            100,
            1_000_000,
            5_000,
            ContractState.OPEN),
        lastPrice);
  }
}
