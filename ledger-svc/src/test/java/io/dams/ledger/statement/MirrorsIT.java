package io.dams.ledger.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.StatementEvent.PointsClaimed;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.StatementEvent.PointsSuspended;
import io.dams.contracts.topic.StatementEvent.ReceivableBooked;
import io.dams.contracts.topic.StatementEvent.ReceivableSettled;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Wire;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The mirrors of a merchant's accounts, with every message repeated. */
@RealServers(schema = "ledger")
class MirrorsIT {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

  @Autowired JsonMapper json;
  @Autowired TrialBalances trialBalances;
  @Autowired JdbcClient jdbc;

  private final AssetCode point = Ids.point("MI");
  private final UserId user = Ids.user();
  private final OrderGroupId group = new OrderGroupId(user.value() * 8);
  private final LegId leg = group.leg(0);
  private final TransferId settle = TransferId.settle(leg, 7);
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(json);
    tell(moved(TransferId.reserve(leg), TransferKind.RESERVE, 103));
  }

  @AfterEach
  void everythingAddsUp() {
    wire.close();
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  @Test
  void pointsInSuspenseLeaveTheIntermediaryMirrorUntilTheyAreClaimed() {
    tell(
        new PointsSuspended(
            settle, TransferKind.SETTLE, point, 40, group, leg, user, "ACCOUNT_CLOSED", AT));
    assertBalances(Map.of("outside", -103L, "intermediary", 63L, "suspense", 40L));
    TransferId claim = TransferId.again(settle, 1);
    tell(new PointsClaimed(settle, claim, point, 40, group, leg, user, AT));
    tell(moved(claim, TransferKind.SETTLE, 40));
    assertBalances(Map.of("outside", -63L, "intermediary", 63L, "suspense", 0L));
  }

  @Test
  void aMissingReserveIsAReceivableUntilTheMerchantHasItAgain() {
    TransferId reserve = TransferId.reserve(leg);
    tell(booked(reserve, TransferKind.RESERVE, 103));
    assertBalances(Map.of("outside", -103L, "intermediary", 0L, "receivable", 103L));
    tell(settled(reserve, TransferKind.RESERVE, 103));
    assertBalances(Map.of("outside", -103L, "intermediary", 103L, "receivable", 0L));
  }

  @Test
  void whatIsWrittenOffAndMadeGoodHasLeftTheMerchantsAccountSomeOtherWay() {
    TransferId release = TransferId.release(leg);
    tell(booked(release, TransferKind.RETURN, 42));
    assertBalances(Map.of("outside", -103L, "intermediary", 61L, "receivable", 42L));
    tell(settled(release, TransferKind.RETURN, 42));
    assertBalances(Map.of("outside", -61L, "intermediary", 61L, "receivable", 0L));
  }

  private void assertBalances(Map<String, Long> expected) {
    wire.awaitHeard();
    Map<String, Long> balances = new TreeMap<>();
    for (String kind : expected.keySet()) {
      balances.put(
          kind,
          jdbc.sql("SELECT SUM(balance_units) FROM account WHERE code = ? OR code LIKE ?")
              .params(kind + ":" + point, kind + ":" + point + "#%")
              .query(Long.class)
              .single());
    }
    assertThat(balances).isEqualTo(expected);
  }

  private void tell(StatementEvent event) {
    wire.statement(event);
    wire.repeatLast();
  }

  private PointsMoved moved(TransferId id, TransferKind kind, long units) {
    return new PointsMoved(id, kind, point, units, group, leg, user, AT);
  }

  private ReceivableBooked booked(TransferId id, TransferKind kind, long units) {
    return new ReceivableBooked(id, kind, point, units, group, leg, user, "R", AT);
  }

  private ReceivableSettled settled(TransferId id, TransferKind kind, long units) {
    return new ReceivableSettled(id, kind, point, units, group, leg, user, AT);
  }
}
