package io.dams.ledger.history;

import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;

/**
 * A leg that has just ended.
 *
 * @param point the point that it bought or sold
 * @param side which of both
 * @param openUnits point units that were not executed, 0 or more
 */
public record EndedLeg(AssetCode point, Side side, long openUnits) {}
