package io.dams.backoffice.statement;

import io.dams.contracts.money.AssetCode;
import java.math.BigDecimal;

/**
 * What the error book holds of one merchant's points.
 *
 * @param entries open entries
 * @param units points in them
 * @param ageSeconds age of the oldest
 */
record ErrorTotal(AssetCode exCode, long entries, BigDecimal units, long ageSeconds) {}
