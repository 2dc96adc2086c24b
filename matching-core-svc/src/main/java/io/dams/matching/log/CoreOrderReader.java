package io.dams.matching.log;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads submissions and cancels that stand exactly as the JSON mapper writes them: the same fields
 * in the same order, no blank, no escape. It judges nothing: whatever is the least bit different,
 * or wrong, is left to the mapper, which reads or refuses it.
 */
final class CoreOrderReader {

  private static final byte[] SUBMIT = ascii("{\"type\":\"SubmitOrderGroup\",\"group\":{");
  private static final byte[] CANCEL = ascii("{\"type\":\"CancelOrderGroup\",\"group\":");

  private final byte[] bytes;
  private int at;

  private CoreOrderReader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The command; null when the mapper has to read it. */
  static @Nullable CoreOrder read(byte[] bytes) {
    try {
      if (startsWith(bytes, SUBMIT)) {
        return new CoreOrderReader(bytes, SUBMIT.length).submission();
      }
      if (startsWith(bytes, CANCEL)) {
        return new CoreOrderReader(bytes, CANCEL.length).cancel();
      }
      return null;
    } catch (IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private CoreOrder submission() {
    expect("\"group\":");
    OrderGroupId group = new OrderGroupId(id());
    expect(",\"user\":");
    UserId user = new UserId(id());
    expect(",\"token\":");
    AssetCode token = new AssetCode(text());
    expect(",\"shard\":");
    int shard = Math.toIntExact(number());
    expect(",\"timeInForce\":");
    TimeInForce timeInForce = TimeInForce.valueOf(text());
    expect(",\"expiresAt\":");
    Instant expiresAt = takes("null") ? null : time();
    expect(",\"placedAt\":");
    Instant placedAt = time();
    expect(",\"legs\":[");
    List<LegTerms> legs = new ArrayList<>();
    do {
      legs.add(leg());
    } while (takes(","));
    expect("]}}");
    expectEnd();
    return new CoreOrder.SubmitOrderGroup(
        new OrderGroupTerms(group, user, token, shard, timeInForce, expiresAt, placedAt, legs));
  }

  private LegTerms leg() {
    expect("{\"leg\":");
    LegId leg = new LegId(id());
    expect(",\"contract\":");
    ContractId contract = new ContractId(text());
    expect(",\"point\":");
    AssetCode point = new AssetCode(text());
    expect(",\"side\":");
    Side side = Side.valueOf(text());
    expect(",\"lots\":");
    long lots = number();
    expect(",\"lotUnits\":");
    long lotUnits = number();
    expect(",\"limitPriceUnits\":");
    long limitPriceUnits = number();
    expect(",\"feeUnits\":");
    long feeUnits = number();
    expect(",\"externalUid\":");
    String externalUid = text();
    expect("}");
    return new LegTerms(
        leg, contract, point, side, lots, lotUnits, limitPriceUnits, feeUnits, externalUid);
  }

  private CoreOrder cancel() {
    OrderGroupId group = new OrderGroupId(id());
    expect(",\"leg\":");
    LegId leg = takes("null") ? null : new LegId(id());
    expect("}");
    expectEnd();
    return new CoreOrder.CancelOrderGroup(group, leg);
  }

  private long id() {
    expect("\"");
    long value = number();
    expect("\"");
    return value;
  }

  /** Digits without a sign and without zeros in front. */
  private long number() {
    int begin = at;
    long value = 0;
    while (isDigit(bytes[at])) {
      value = Math.addExact(Math.multiplyExact(value, 10L), bytes[at] - '0');
      at++;
    }
    require(at > begin && (bytes[begin] != '0' || at == begin + 1));
    return value;
  }

  private String text() {
    expect("\"");
    int begin = at;
    while (bytes[at] != '"') {
      require(bytes[at] >= ' ' && bytes[at] <= '~' && bytes[at] != '\\');
      at++;
    }
    return new String(bytes, begin, at++ - begin, StandardCharsets.ISO_8859_1);
  }

  private Instant time() {
    String text = text();
    require(text.endsWith("Z"));
    return Instant.parse(text);
  }

  private void expect(String ascii) {
    require(takes(ascii));
  }

  private boolean takes(String ascii) {
    if (bytes.length - at < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    at += ascii.length();
    return true;
  }

  private void expectEnd() {
    require(at == bytes.length);
  }

  private static boolean startsWith(byte[] bytes, byte[] begin) {
    return bytes.length >= begin.length
        && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
  }

  private static boolean isDigit(byte each) {
    return each >= '0' && each <= '9';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not as the mapper writes it");
    }
  }
}
