package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A journal that stands.
 *
 * @param reference the caller's name for it
 * @param journal the ledger's number for it; text in JSON
 */
public record JournalReceipt(
    String reference, @JsonFormat(shape = JsonFormat.Shape.STRING) long journal) {}
