package io.dams.systemtests.audit;

import io.dams.contracts.money.AssetCode;
import org.jspecify.annotations.Nullable;

/**
 * One place where the books contradict an invariant.
 *
 * @param invariant its number in the system's description
 * @param rule which rule of it, a stable code
 * @param subject what is wrong: an account, a leg, a transfer
 * @param asset of which the units are; null when it is about no amount
 * @param expectedUnits what should be
 * @param actualUnits what is
 */
public record Breach(
    int invariant,
    String rule,
    String subject,
    @Nullable AssetCode asset,
    long expectedUnits,
    long actualUnits) {

  /** One line for people. */
  public String text() {
    String amounts =
        asset == null
            ? ""
            : ": expected %d, is %d %s (off by %d)"
                .formatted(expectedUnits, actualUnits, asset, actualUnits - expectedUnits);
    return "invariant %d, %s: %s%s".formatted(invariant, rule, subject, amounts);
  }
}
