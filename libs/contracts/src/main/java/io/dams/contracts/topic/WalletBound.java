package io.dams.contracts.topic;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;

/**
 * The record of {@link Topics#WALLET}: a user bound an account at a merchant, or bound it again,
 * and the merchant has just confirmed that it is this user's.
 *
 * @param user who
 * @param exCode the merchant's point
 * @param externalUid the account there
 * @param at when
 */
public record WalletBound(UserId user, AssetCode exCode, String externalUid, Instant at) {}
