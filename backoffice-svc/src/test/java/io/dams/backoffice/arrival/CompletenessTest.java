package io.dams.backoffice.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletenessTest {

  private static final OrderGroupId GROUP = new OrderGroupId(8_000);
  private static final AssetCode SKY = new AssetCode("SKY");
  private static final AssetCode DMT = new AssetCode("DMT");
  private static final Instant PLACED = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void findsNothingWrongWithACompleteOrder() {
    assertThat(brokenRule(terms(DMT, 0, leg(SKY, 10, 100, "uid")))).isNull();
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(brokenRule(terms(null, 0, leg(SKY, 10, 100, "uid")))).contains("token");
    assertThat(brokenRule(terms(DMT, 0, leg(SKY, 10, 100, null)))).contains("externalUid");
    assertThat(brokenRule(terms(DMT, 0, leg(SKY, 10, 100, " ")))).contains("externalUid");
    assertThat(brokenRule(terms(DMT, 0, leg(SKY, 10, 100, "u".repeat(129)))))
        .contains("externalUid");
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThat(brokenRule(terms(DMT, 2, leg(SKY, 10, 100, "uid")))).contains("shard");
    assertThat(brokenRule(terms(DMT, -1, leg(SKY, 10, 100, "uid")))).contains("shard");
    assertThat(brokenRule(terms(new AssetCode("OTHER"), 0, leg(SKY, 10, 100, "uid"))))
        .contains("contract");
    assertThat(brokenRule(terms(DMT, 0, leg(new AssetCode("NONE"), 10, 100, "uid"))))
        .contains("not connected");
  }

  @Test
  void refusesAmountsThatOverflow() {
    assertThat(brokenRule(terms(DMT, 0, leg(SKY, Long.MAX_VALUE / 10, 100, "uid"))))
        .contains("too large");
    assertThat(brokenRule(terms(DMT, 0, leg(SKY, 1L << 40, Long.MAX_VALUE / 2, "uid"))))
        .contains("too large");
  }

  private static String brokenRule(OrderGroupTerms terms) {
    return Completeness.brokenRule(terms, Set.of(SKY), 2).orElse(null);
  }

  private static OrderGroupTerms terms(AssetCode token, int shard, LegTerms leg) {
    return new OrderGroupTerms(
        GROUP, new UserId(1), token, shard, TimeInForce.GTC, null, PLACED, List.of(leg));
  }

  private static LegTerms leg(AssetCode point, long lots, long price, String uid) {
    return new LegTerms(
        GROUP.leg(0), ContractId.of(point, DMT), point, Side.SELL, lots, 100, price, 1, uid);
  }
}
