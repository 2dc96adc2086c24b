package io.dams.transfer.query;

import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.TransferType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which orders; null means any.
 *
 * @param archived those of the archive instead of the others
 * @param from the first moment of coming into being
 * @param to the first moment after it
 */
public record OrderFilter(
    boolean archived,
    @Nullable Integer app,
    @Nullable Long user,
    @Nullable TransferType type,
    @Nullable OrderStatus status,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** All of a user's that are not archived. */
  static OrderFilter ofUser(long user, boolean archived) {
    return new OrderFilter(archived, null, user, null, null, null, null);
  }

  /** All of an app's that are archived. */
  static OrderFilter archiveOf(int app) {
    return new OrderFilter(true, app, null, null, null, null, null);
  }
}
