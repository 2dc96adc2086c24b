package io.dams.contracts.merchant;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * Answer of {@code GET /v1/members/{uid}/balance}.
 *
 * @param uid the member's account
 * @param availableUnits points the member can spend; text in JSON
 * @param at as of
 */
public record MemberBalance(
    String uid, @JsonFormat(shape = JsonFormat.Shape.STRING) long availableUnits, Instant at) {}
