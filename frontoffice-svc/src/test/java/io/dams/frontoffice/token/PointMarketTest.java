package io.dams.frontoffice.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.AssetCode;
import io.dams.frontoffice.token.Tokens.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointMarketTest {

  private static final PointAmount AMOUNT = new PointAmount(new AssetCode("SKY"), 3, 2, 1);

  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final Ledger ledger = new Ledger();
  private final PointMarket market =
      new PointMarket(ledger, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @Test
  void asksTheLedgerOnceASecondHoweverManyAskHere() {
    for (int client = 0; client < 1_000; client++) {
      assertThat(market.amounts().amounts()).containsExactly(AMOUNT);
    }
    assertThat(ledger.asked).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(market.amounts().at()).isEqualTo(now);
    assertThat(ledger.asked).isEqualTo(2);
  }

  @Test
  void tellsWhatItKnewWhileTheLedgerIsAway() {
    Instant told = market.amounts().at();
    ledger.away = true;
    for (int second = 0; second < 3; second++) {
      now = now.plusSeconds(1);
      assertThat(market.amounts().at()).isEqualTo(told);
      assertThat(market.amounts().at()).isEqualTo(told);
    }
    assertThat(ledger.asked).isEqualTo(4);
  }

  @Test
  void doesNotAskAgainAtOnceWhatWasNotAnswered() {
    ledger.away = true;
    for (int client = 0; client < 100; client++) {
      assertThatThrownBy(market::amounts).isInstanceOf(LedgerUnavailableException.class);
    }
    assertThat(ledger.asked).isEqualTo(1);
    now = now.plus(Duration.ofSeconds(1));
    ledger.away = false;
    assertThat(market.amounts().amounts()).containsExactly(AMOUNT);
  }

  /** A ledger that counts. */
  private static final class Ledger implements Tokens {

    private int asked;
    private boolean away;

    @Override
    public List<TokenBalance> balances(UserId user) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PointAmount> pointAmounts() {
      asked++;
      if (away) {
        throw new LedgerUnavailableException(new IllegalStateException("away"));
      }
      return List.of(AMOUNT);
    }
  }
}
