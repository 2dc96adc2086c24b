package io.dams.contracts.merchant;

import java.time.Instant;

/**
 * Answer of {@code POST /v1/token}: the merchant knows the phone as a member.
 *
 * @param uid the member's account at the merchant
 * @param token opaque; shown back to the merchant in {@code DAMS-Member-Token}
 * @param expiresAt when the token ends
 */
public record MemberToken(String uid, String token, Instant expiresAt) {}
