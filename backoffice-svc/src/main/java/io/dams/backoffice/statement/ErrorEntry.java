package io.dams.backoffice.statement;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the error book.
 *
 * @param id numbers entries in the order in which they were opened
 * @param reason why the last attempt failed, a stable code
 * @param ruling what an operator decided; null while nobody has
 * @param resolvedAt null while it is owed
 */
record ErrorEntry(
    long id,
    TransferId transferId,
    TransferKind kind,
    AssetCode exCode,
    long units,
    OrderGroupId groupId,
    LegId legId,
    UserId userId,
    String reason,
    int attempts,
    Instant openedAt,
    Instant lastAttemptAt,
    Instant nextAttemptAt,
    Verdict.@Nullable Ruling ruling,
    @Nullable Instant resolvedAt) {}
