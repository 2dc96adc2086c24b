package io.dams.frontoffice.candle;

import java.math.BigInteger;

/**
 * A book's last 1,440 minutes, the one that runs included.
 *
 * @param openUnits price of their first trade: token units for a lot
 * @param highUnits the highest price
 * @param lowUnits the lowest price
 * @param closeUnits price of their last trade
 * @param quantityUnits point units exchanged
 * @param notionalUnits token units exchanged
 * @param trades how many
 */
public record DayStats(
    long openUnits,
    long highUnits,
    long lowUnits,
    long closeUnits,
    BigInteger quantityUnits,
    BigInteger notionalUnits,
    long trades) {}
