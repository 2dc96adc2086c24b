package io.dams.ledger.account;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;

/**
 * An account: what for, whose, of which asset. Its code is its key in the database, and the order
 * of codes is the order in which accounts are locked.
 *
 * @param kind what it is for
 * @param owner a user, a group, or the asset itself
 * @param asset the one asset that it counts
 */
public record AccountId(AccountKind kind, String owner, AssetCode asset)
    implements Comparable<AccountId> {

  /** What the user may spend of the token. */
  public static AccountId user(UserId user, AssetCode token) {
    return new AccountId(AccountKind.USER, user.toString(), token);
  }

  /** What of the user's tokens open holds have set aside. */
  public static AccountId held(UserId user, AssetCode token) {
    return new AccountId(AccountKind.HELD, user.toString(), token);
  }

  /** The purse of a linked group. */
  public static AccountId purse(OrderGroupId group, AssetCode token) {
    return new AccountId(AccountKind.PURSE, group.toString(), token);
  }

  /** The source of the token. */
  public static AccountId issuer(AssetCode token) {
    return new AccountId(AccountKind.ISSUER, token.code(), token);
  }

  /** The merchant's points that are not in our hands. */
  public static AccountId outside(AssetCode point) {
    return new AccountId(AccountKind.OUTSIDE, point.code(), point);
  }

  /** Mirror of the merchant's intermediary account. */
  public static AccountId intermediary(AssetCode point) {
    return new AccountId(AccountKind.INTERMEDIARY, point.code(), point);
  }

  /** Mirror of the merchant's fee account. */
  public static AccountId fee(AssetCode point) {
    return new AccountId(AccountKind.FEE, point.code(), point);
  }

  /** The key: {@code user:42:DMT}, {@code purse:8}, {@code issuer:DMT}. */
  public String code() {
    return switch (kind) {
      case USER, HELD -> kind.prefix() + ":" + owner + ":" + asset;
      case PURSE, ISSUER, OUTSIDE, INTERMEDIARY, FEE -> kind.prefix() + ":" + owner;
    };
  }

  @Override
  public int compareTo(AccountId other) {
    return code().compareTo(other.code());
  }

  @Override
  public String toString() {
    return code();
  }
}
