package io.dams.backoffice.reserve;

import io.dams.backoffice.statement.Movement;
import java.time.Instant;

/**
 * What a RESERVE obligation says.
 *
 * @param movement the reserve of a sell leg
 * @param deadline the merchant must not execute it later; from then on it is given up
 */
record ReservePoints(Movement movement, Instant deadline) {}
