package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * Answer of {@code GET /internal/accounts/balance}.
 *
 * @param account the account's code
 * @param at the time that was asked about: all entries before it are in
 * @param units the balance at that time; text in JSON
 */
public record AccountBalance(
    String account, Instant at, @JsonFormat(shape = JsonFormat.Shape.STRING) long units) {}
