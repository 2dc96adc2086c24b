package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MemberCoupon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A member's account in the books. Guarded by the lock of {@link MerchantBooks}. */
final class Member {

  private static final int MAX_TOKENS = 16;

  final String uid;
  final String phone;
  final List<MemberCoupon> coupons = new ArrayList<>();
  long availableUnits;
  boolean closed;
  boolean consentRevoked;
  private final LinkedHashMap<String, Instant> tokens = new LinkedHashMap<>();

  Member(String uid, String phone) {
    this.uid = uid;
    this.phone = phone;
  }

  /** Keeps the newest tokens only. */
  void take(String token, Instant expiresAt) {
    tokens.put(token, expiresAt);
    consentRevoked = false;
    if (tokens.size() > MAX_TOKENS) {
      tokens.remove(tokens.firstEntry().getKey());
    }
  }

  void revoke() {
    tokens.clear();
    consentRevoked = true;
  }

  boolean knows(String token, Instant now) {
    Instant expiresAt = tokens.get(token);
    return expiresAt != null && now.isBefore(expiresAt);
  }
}
