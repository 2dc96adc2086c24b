package io.dams.ledger.account;

/**
 * What an account is for, and whether its balance may be negative. A floor stands for money that
 * somebody owns; it is kept by the use case and again by a CHECK constraint. Mirrors of a merchant
 * have none: they record what has already happened there, and to refuse a fact would only make the
 * mirror wrong.
 */
public enum AccountKind {
  /** What a user may spend: {@code user:<id>:<token>}. */
  USER("user", true),
  /** What of a user's tokens is set aside by open holds: {@code held:<id>:<token>}. */
  HELD("held", true),
  /** What a linked group's sells earned and its buys have not spent: {@code purse:<group>}. */
  PURSE("purse", true),
  /**
   * An app's own account: {@code system:<app>:<asset>}. It stands for what a partner holds outside,
   * so it has no floor.
   */
  SYSTEM("system", false),
  /** Where tokens come from; minus all that is in circulation: {@code issuer:<token>}. */
  ISSUER("issuer", false),
  /** All of a merchant's points that are outside our hands: {@code outside:<exCode>}. */
  OUTSIDE("outside", false),
  /** Mirror of the merchant's account that holds points in flight: {@code intermediary:<ex>}. */
  INTERMEDIARY("intermediary", false),
  /** Mirror of what a merchant earned in fees: {@code fee:<exCode>}. */
  FEE("fee", false),
  /**
   * Of what the merchant's account holds, bought points without a destination: {@code suspense}.
   */
  SUSPENSE("suspense", false),
  /** What a merchant confirmed and has not, or refuses for ever: {@code receivable:<exCode>}. */
  RECEIVABLE("receivable", false);

  private final String prefix;
  private final boolean floored;

  AccountKind(String prefix, boolean floored) {
    this.prefix = prefix;
    this.floored = floored;
  }

  /** Whether the balance may never be below zero. */
  public boolean floored() {
    return floored;
  }

  /** Whether its code names no asset, because the owner is the asset, or has but one. */
  boolean hasBareCode() {
    return switch (this) {
      case USER, HELD, SYSTEM -> false;
      case PURSE, ISSUER, OUTSIDE, INTERMEDIARY, FEE, SUSPENSE, RECEIVABLE -> true;
    };
  }

  String prefix() {
    return prefix;
  }
}
