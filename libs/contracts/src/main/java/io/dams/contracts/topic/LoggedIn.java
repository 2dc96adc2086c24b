package io.dams.contracts.topic;

import io.dams.contracts.id.UserId;
import java.time.Instant;

/**
 * The record of {@link Topics#LOGIN}: a login that succeeded, for risk rules.
 *
 * @param user who
 * @param registered whether the account was made by this login
 * @param device a hash of the device, empty when none was named
 * @param at when
 */
public record LoggedIn(UserId user, boolean registered, String device, Instant at) {}
