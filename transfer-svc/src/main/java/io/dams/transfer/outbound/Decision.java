package io.dams.transfer.outbound;

import io.dams.transfer.order.TransferOrder;

/** What a partner's word did to a transfer out. */
sealed interface Decision {

  /** It decided the order, or had decided it the same way before. */
  record Stands(TransferOrder order) implements Decision {}

  /** The partner cannot know the order yet: nothing is held. */
  record TooEarly() implements Decision {}

  /** It speaks of another amount, which is noted; nothing changed. */
  record OtherAmount(TransferOrder order) implements Decision {}

  /** The order was decided the other way before; that stands, and the difference is noted. */
  record Contradicts(TransferOrder order) implements Decision {}
}
