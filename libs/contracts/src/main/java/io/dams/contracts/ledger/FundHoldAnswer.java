package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A hold of the caller's as the ledger has it.
 *
 * @param hold the caller's name for it
 * @param state where it is in its life
 * @param placedUnits set aside at first; 0 when it was voided before it was placed; text in JSON
 * @param postedUnits of which posted; text in JSON
 */
public record FundHoldAnswer(
    String hold,
    HoldAnswer.State state,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long placedUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long postedUnits) {}
