package io.dams.contracts.merchant;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.id.TransferId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant knows of a transfer: the answer to the transfer, its query and its cancel.
 *
 * @param transferId our id
 * @param state done or cancelled
 * @param kind null when cancelled before it was ever seen
 * @param units 0 when cancelled before it was ever seen; text in JSON
 * @param merchantReference the merchant's own number of the line
 * @param at when it became so
 */
public record TransferAnswer(
    TransferId transferId,
    TransferState state,
    @Nullable TransferKind kind,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long units,
    String merchantReference,
    Instant at) {}
