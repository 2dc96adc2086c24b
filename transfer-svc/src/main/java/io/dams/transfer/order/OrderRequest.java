package io.dams.transfer.order;

import io.dams.contracts.id.UserId;
import io.dams.transfer.app.PartnerApp;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param app of which app
 * @param outOrderId 外部订单ID: unique for ever within the app's {@code out_id}
 * @param outUserId the user at the partner
 * @param said the amount that was named: of a transfer in the outside one, of a transfer out the
 *     inside one
 * @param data what was attached, as canonical JSON
 */
public record OrderRequest(
    PartnerApp app,
    TransferType type,
    String outOrderId,
    @Nullable String outUserId,
    UserId user,
    BigDecimal said,
    @Nullable String data,
    @Nullable String remark) {

  /** The form of an outside order's id: it can stand in a path. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._:-]{0,99}";

  /** The account on the app's side. */
  @Nullable Long fundUid() {
    return type == TransferType.IN ? app.terms().fundInUid() : app.terms().fundToUid();
  }

  /** Whether the user is one of the app's own accounts: such an order would move nothing. */
  public boolean isCircular() {
    Long fund = fundUid();
    Long fee = app.terms().feeAccountUid();
    return (fund != null && fund == user.value()) || (fee != null && fee == user.value());
  }

  /**
   * SHA-256 of what was said: the same request again has the same, whatever the app's terms are by
   * then.
   */
  byte[] bodyHash() {
    String body =
        String.join(
            "\n",
            Integer.toString(app.id()),
            type.name(),
            user.toString(),
            quoted(outUserId),
            said.stripTrailingZeros().toPlainString(),
            quoted(data),
            quoted(remark));
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }

  /** With its length, so that no two bodies read the same. */
  private static String quoted(@Nullable String text) {
    return text == null ? "-" : text.length() + ":" + text;
  }
}
