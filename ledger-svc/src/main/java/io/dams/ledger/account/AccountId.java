package io.dams.ledger.account;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.util.regex.Pattern;

/**
 * An account: what for, whose, of which fund and asset. Its code is its key in the database, and
 * the order of codes is the order in which accounts are locked.
 *
 * @param kind what it is for
 * @param owner a user, a group, an app, or the asset itself; 1 to 20 of {@code A-Z a-z 0-9 _ -}
 * @param fund which of the owner's purposes: {@value #TOKENS} for the tokens of orders, another
 *     number for a fund of transfers (seed 003: {@code fund_id})
 * @param asset the one asset that it counts
 */
public record AccountId(AccountKind kind, String owner, int fund, AssetCode asset)
    implements Comparable<AccountId> {

  /** The fund of everything that belongs to orders. */
  public static final int TOKENS = 0;

  private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  /** Throws {@link IllegalArgumentException} when owner or fund is not of the form. */
  public AccountId {
    if (!OWNER.matcher(owner).matches()) {
      throw new IllegalArgumentException("owner must match " + OWNER);
    }
    if (fund < 0) {
      throw new IllegalArgumentException("fund must not be negative");
    }
  }

  /** What the user may spend of the token. */
  public static AccountId user(UserId user, AssetCode token) {
    return user(user, TOKENS, token);
  }

  /** What the user may spend of a fund. */
  public static AccountId user(UserId user, int fund, AssetCode asset) {
    return new AccountId(AccountKind.USER, user.toString(), fund, asset);
  }

  /** What of the user's tokens open holds have set aside. */
  public static AccountId held(UserId user, AssetCode token) {
    return user(user, token).held();
  }

  /** The purse of a linked group. */
  public static AccountId purse(OrderGroupId group, AssetCode token) {
    return new AccountId(AccountKind.PURSE, group.toString(), TOKENS, token);
  }

  /** The source of the token. */
  public static AccountId issuer(AssetCode token) {
    return ofAsset(AccountKind.ISSUER, token);
  }

  /** The merchant's points that are not in our hands. */
  public static AccountId outside(AssetCode point) {
    return ofAsset(AccountKind.OUTSIDE, point);
  }

  /** Mirror of the merchant's intermediary account. */
  public static AccountId intermediary(AssetCode point) {
    return ofAsset(AccountKind.INTERMEDIARY, point);
  }

  /** Mirror of the merchant's fee account. */
  public static AccountId fee(AssetCode point) {
    return ofAsset(AccountKind.FEE, point);
  }

  /** Bought points that wait in the merchant's intermediary account for a destination. */
  public static AccountId suspense(AssetCode point) {
    return ofAsset(AccountKind.SUSPENSE, point);
  }

  /** Points that the merchant owes us. */
  public static AccountId receivable(AssetCode point) {
    return ofAsset(AccountKind.RECEIVABLE, point);
  }

  /**
   * An app's own account: what its partner holds outside for it, and what its fees earned.
   *
   * @param app 1 to 20 of {@code A-Z a-z 0-9 _ -}
   */
  public static AccountId system(String app, int fund, AssetCode asset) {
    return new AccountId(AccountKind.SYSTEM, app, fund, asset);
  }

  /** The account of what open holds have set aside from this account of a user. */
  public AccountId held() {
    if (kind != AccountKind.USER) {
      throw new IllegalArgumentException("nothing is set aside from " + this);
    }
    return new AccountId(AccountKind.HELD, owner, fund, asset);
  }

  /** The key: {@code user:42:DMT}, {@code user:42:2:GOLD}, {@code purse:8}, {@code issuer:DMT}. */
  public String code() {
    return kind.hasBareCode()
        ? kind.prefix() + ":" + owner
        : kind.prefix() + ":" + owner + (fund == TOKENS ? ":" : ":" + fund + ":") + asset;
  }

  @Override
  public int compareTo(AccountId other) {
    return code().compareTo(other.code());
  }

  @Override
  public String toString() {
    return code();
  }

  private static AccountId ofAsset(AccountKind kind, AssetCode asset) {
    return new AccountId(kind, asset.code(), TOKENS, asset);
  }
}
