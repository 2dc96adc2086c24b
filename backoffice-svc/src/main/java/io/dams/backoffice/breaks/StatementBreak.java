package io.dams.backoffice.breaks;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A break as its row says. What either book says is null where it says nothing.
 *
 * @param theirFaults the wrong fields of an unbookable line; else null
 * @param theirText how that line begins; else null
 * @param pass the last pass of the day's comparison that found it
 */
record StatementBreak(
    long id,
    AssetCode exCode,
    LocalDate day,
    TransferId transferId,
    BreakType type,
    BreakState state,
    @Nullable TransferKind ourKind,
    @Nullable Long ourUnits,
    @Nullable String ourReference,
    @Nullable Instant ourAt,
    @Nullable TransferKind theirKind,
    @Nullable Long theirUnits,
    @Nullable String theirReference,
    @Nullable Instant theirAt,
    @Nullable String theirFaults,
    @Nullable String theirText,
    int pass,
    Instant openedAt,
    Instant changedAt) {}
