package io.dams.matching.engine;

import io.dams.contracts.order.Side;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A digest over a state that is told as lines of text. */
final class StateHash {

  private final MessageDigest digest;

  StateHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void line(String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static void describe(Book book, Consumer<String> lines) {
    lines.accept(book.terms + " highest " + book.highestPriceUnits);
    lines.accept("last " + book.lastPriceUnits + " live " + book.liveLegs);
    for (Side side : Side.values()) {
      for (Order order : book.orders(side)) {
        lines.accept(
            side + " " + order.level.priceUnits + " " + order.leg.terms.leg() + " " + order.lots);
      }
    }
    book.waiting.forEach(leg -> lines.accept("waiting " + leg.terms.leg()));
  }

  static void describe(Group group, Consumer<String> lines) {
    lines.accept(group.terms + " purse " + group.purseUnits);
    for (Leg leg : group.legs) {
      lines.accept(
          leg.terms.leg()
              + " executed "
              + leg.executedLots
              + " trades "
              + leg.trades
              + " funded "
              + leg.fundedLots
              + " waiting "
              + leg.waitingLots
              + " end "
              + leg.end);
    }
  }
}
