package io.dams.frontoffice.draft;

import org.jspecify.annotations.Nullable;

/** One rule that an order group must keep. A rule may rely on those before it in the list. */
@FunctionalInterface
interface OrderRule {

  /** Why the draft breaks this rule; null when it keeps it. */
  @Nullable Refusal check(OrderDraft draft);

  /** The rule that each leg keeps a rule of its own. */
  static OrderRule eachLeg(LegRule rule) {
    return draft -> {
      for (DraftLeg leg : draft.legs()) {
        Refusal refusal = rule.check(leg);
        if (refusal != null) {
          return refusal;
        }
      }
      return null;
    };
  }

  /** One rule that a leg must keep. */
  @FunctionalInterface
  interface LegRule {

    /** Why the leg breaks this rule; null when it keeps it. */
    @Nullable Refusal check(DraftLeg leg);
  }
}
