package io.dams.contracts.merchant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code GET /v1/members/{uid}/coupons}.
 *
 * @param couponId the merchant's id of it
 * @param title shown to the member
 * @param state {@code USABLE}, {@code USED} or {@code EXPIRED}
 * @param expiresAt null for never
 */
public record MemberCoupon(
    String couponId, String title, String state, @Nullable Instant expiresAt) {}
