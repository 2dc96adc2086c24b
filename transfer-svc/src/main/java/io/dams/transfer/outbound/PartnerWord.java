package io.dams.transfer.outbound;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A partner's definite word about a transfer out.
 *
 * @param done yes or no
 * @param outAmount of which amount it speaks
 * @param reason of a no
 * @param data what it attached, as JSON
 */
record PartnerWord(
    boolean done, BigDecimal outAmount, @Nullable String reason, @Nullable String data) {}
