package io.dams.transfer.order;

/** 订单类型 of seed 003. */
public enum TransferType {
  /** 转入: from an outside app to a user. */
  IN(1),
  /** 转出: from a user to an outside app. */
  OUT(2);

  private final int code;

  TransferType(int code) {
    this.code = code;
  }

  /** {@code type}. */
  public int code() {
    return code;
  }
}
