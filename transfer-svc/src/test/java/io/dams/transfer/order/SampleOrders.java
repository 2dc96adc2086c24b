package io.dams.transfer.order;

import io.dams.contracts.id.UserId;
import io.dams.transfer.amount.Priced.Amounts;
import io.dams.transfer.app.PartnerApp;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Orders for tests that need no database. */
public final class SampleOrders {

  private static final BigDecimal ONE = new BigDecimal("1.0000");
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  private SampleOrders() {}

  /** A transfer out of ten diamonds that is to be opened. */
  public static NewOrder out(PartnerApp app, String name) {
    OrderRequest request =
        new OrderRequest(
            app, TransferType.OUT, name, null, new UserId(5), BigDecimal.TEN, null, null);
    Amounts amounts = new Amounts(BigDecimal.TEN, 100_000, 0, 100_000, ONE, BigDecimal.ZERO);
    return new NewOrder(request, amounts, false);
  }

  /** An order of app 7 about diamonds whose yes is recorded; amounts are in the ledger's units. */
  public static TransferOrder order(
      TransferType type,
      long user,
      long amountUnits,
      long feeUnits,
      @Nullable Long fundUid,
      @Nullable Long feeUid) {
    return order(OrderStatus.CALLBACK, type, user, amountUnits, feeUnits, fundUid, feeUid);
  }

  /** The same in a status, of user 456 and the app's own accounts. */
  public static TransferOrder in(
      OrderStatus status, TransferType type, long amountUnits, long feeUnits) {
    return order(status, type, 456, amountUnits, feeUnits, null, null);
  }

  private static TransferOrder order(
      OrderStatus status,
      TransferType type,
      long user,
      long amountUnits,
      long feeUnits,
      @Nullable Long fundUid,
      @Nullable Long feeUid) {
    long actual = type == TransferType.IN ? amountUnits - feeUnits : amountUnits;
    return new TransferOrder(
        12_345,
        7,
        1001,
        "EXT_ORDER_123456",
        "EXT_USER_789",
        new UserId(user),
        2,
        2,
        type,
        status,
        new BigDecimal("100.5000000000"),
        column(amountUnits),
        new BigDecimal("0.9568"),
        new BigDecimal("0.0100"),
        column(feeUnits),
        column(actual),
        fundUid,
        feeUid,
        null,
        null,
        null,
        null,
        null,
        AT,
        AT,
        null,
        AT,
        AT,
        null);
  }

  private static BigDecimal column(long units) {
    return BigDecimal.valueOf(units, 4).setScale(10);
  }
}
