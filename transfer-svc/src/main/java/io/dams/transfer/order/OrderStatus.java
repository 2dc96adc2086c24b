package io.dams.transfer.order;

/**
 * 订单状态 of seed 003: the whole transition table. A status moves only forward, by compare-and-set.
 *
 * <pre>
 * CREATED ─▶ PROCESSING ─▶ CALLBACK ─▶ COMPLETED
 *    │  └───────────────────▲ (the partner has no address to ask)
 *    └────▶ FAILED ◀─ PROCESSING
 * </pre>
 */
public enum OrderStatus {
  /** 已创建: it is in our books, and nobody has been asked. */
  CREATED(1),
  /** 处理中: outside work has begun. */
  PROCESSING(20),
  /** 已回调: the partner's yes is recorded; nothing is posted yet. From here it only completes. */
  CALLBACK(30),
  /** 已完成: the ledger has posted it. */
  COMPLETED(100),
  /** 失败: nothing was posted, and nothing is held. */
  FAILED(-1);

  private final int code;

  OrderStatus(int code) {
    this.code = code;
  }

  /** {@code status}. */
  public int code() {
    return code;
  }

  /** Whether nothing moves it any more. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED;
  }

  /** Whether it may be followed by that one. */
  public boolean mayBecome(OrderStatus next) {
    return switch (this) {
      case CREATED -> next == PROCESSING || next == CALLBACK || next == FAILED;
      case PROCESSING -> next == CALLBACK || next == FAILED;
      case CALLBACK -> next == COMPLETED;
      case COMPLETED, FAILED -> false;
    };
  }
}
