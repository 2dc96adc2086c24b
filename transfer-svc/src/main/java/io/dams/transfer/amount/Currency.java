package io.dams.transfer.amount;

import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import java.util.Arrays;
import java.util.Optional;

/** 货币类型 of seed 003, each with the ledger's asset and its scale. */
public enum Currency {
  /** 金币. */
  GOLD(1, 4),
  /** 钻石. */
  DIAMOND(2, 4),
  /** 人民币. */
  CNY(3, 2),
  /** 美元. */
  USD(4, 2);

  private final int id;
  private final Asset asset;

  Currency(int id, int scale) {
    this.id = id;
    this.asset = new Asset(new AssetCode(name()), scale);
  }

  /** {@code currency_id}. */
  public int id() {
    return id;
  }

  /** What the ledger counts. */
  public Asset asset() {
    return asset;
  }

  /** By {@code currency_id}; empty when there is none. */
  public static Optional<Currency> find(int id) {
    return Arrays.stream(values()).filter(one -> one.id == id).findAny();
  }

  /** By a {@code currency_id} of our own rows; throws {@link IllegalArgumentException} for none. */
  public static Currency of(int id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("currency_id " + id));
  }
}
