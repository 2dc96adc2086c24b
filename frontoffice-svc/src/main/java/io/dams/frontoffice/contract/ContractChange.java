package io.dams.frontoffice.contract;

import io.dams.contracts.order.ContractTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a contract that operators asked for.
 *
 * @param terms as asked for
 * @param answer what the core said to it
 */
record ContractChange(ContractTerms terms, Answer answer) {

  /**
   * What the core said to a change.
   *
   * @param progress how far it came
   * @param refusedRule the rule that it breaks, when refused
   * @param requestedAt when it was asked for
   */
  record Answer(Progress progress, @Nullable String refusedRule, Instant requestedAt) {}

  /** REQUESTED → PUBLISHED (in force) or REFUSED (nothing changed). */
  enum Progress {
    REQUESTED,
    PUBLISHED,
    REFUSED
  }
}
