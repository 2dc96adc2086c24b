package io.dams.backoffice.openpoints;

import io.dams.contracts.money.AssetCode;
import java.math.BigDecimal;

/**
 * What stands open of one merchant's points.
 *
 * @param entries movements
 * @param units points in them, minor units of the merchant's point
 * @param ageSeconds age of the oldest
 */
public record OpenPoints(AssetCode exCode, long entries, BigDecimal units, long ageSeconds) {}
