package io.dams.frontoffice.market;

import io.dams.contracts.order.Side;
import java.time.Instant;

/**
 * A trade as everybody may see it.
 *
 * @param coreSequence number of the core's event
 * @param lots lots exchanged
 * @param lotUnits point units in a lot
 * @param priceUnits token units for a lot
 * @param taker the side that came to the book
 */
record MarketTrade(
    long coreSequence, long lots, long lotUnits, long priceUnits, Side taker, Instant at) {}
