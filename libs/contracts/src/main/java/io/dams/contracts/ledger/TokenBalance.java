package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.money.AssetCode;

/**
 * A row of {@code GET /internal/users/{user}/balances}.
 *
 * @param asset the token
 * @param availableUnits free to use; text in JSON
 * @param heldUnits set aside by open holds; text in JSON
 */
public record TokenBalance(
    AssetCode asset,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long availableUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long heldUnits) {}
