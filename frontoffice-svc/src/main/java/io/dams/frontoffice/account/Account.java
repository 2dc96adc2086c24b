package io.dams.frontoffice.account;

import io.dams.contracts.id.UserId;

/**
 * An account.
 *
 * @param id its number
 * @param role what it is for
 * @param active whether it may log in
 */
public record Account(UserId id, Role role, boolean active) {

  /** What an account is for; numbered as in the seed. */
  public enum Role {
    USER(1),
    /** Owns the coupons that users claim. */
    MASTER(5);

    private final int number;

    Role(int number) {
      this.number = number;
    }

    static Role of(int number) {
      for (Role role : values()) {
        if (role.number == number) {
          return role;
        }
      }
      throw new IllegalStateException("no role has number " + number);
    }
  }
}
