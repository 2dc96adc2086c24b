package io.dams.ledger.testing;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other test of this JVM has. */
public final class Ids {

  public static final AssetCode DMT = new AssetCode("DMT");

  private static final AtomicLong NEXT = new AtomicLong(1_000);

  private Ids() {}

  public static UserId user() {
    return new UserId(NEXT.incrementAndGet());
  }

  public static OrderGroupId group() {
    return new OrderGroupId(NEXT.incrementAndGet() * 8);
  }

  /** A point that no other test trades, so that its supply and demand are the test's own. */
  public static AssetCode point(String prefix) {
    return new AssetCode(prefix + NEXT.incrementAndGet());
  }

  public static String text(String prefix) {
    return prefix + "-" + NEXT.incrementAndGet();
  }
}
