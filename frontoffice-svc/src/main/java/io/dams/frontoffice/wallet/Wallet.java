package io.dams.frontoffice.wallet;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;

/**
 * A merchant's points that a user has bound.
 *
 * @param user whose
 * @param exCode the merchant's point
 * @param externalUid the user's account at the merchant
 * @param bindTime since when
 */
public record Wallet(UserId user, AssetCode exCode, String externalUid, Instant bindTime) {}
