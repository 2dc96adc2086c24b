package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.DMT;
import static io.dams.systemtests.audit.BooksDraft.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.systemtests.audit.Books.Group;
import io.dams.systemtests.audit.Books.Hold;
import org.junit.jupiter.api.Test;

/** Tokens: journals, balances, holds and purses. */
class ConservationTest extends AuditScene {

  @Test
  void catchesAJournalThatIsNotBalanced() {
    draft.journalSums.add(new Books.JournalSum(7, "trade-0-1", DMT, 3));
    assertRules("journal-is-balanced");
  }

  @Test
  void catchesABalanceThatIsNotItsEntries() {
    account("user:1:DMT", a -> balance(a, 751, 750));
    assertRules("balance-is-its-entries");
  }

  @Test
  void catchesANegativeBalance() {
    account("user:2:DMT", a -> balance(a, -1, -1));
    assertRules("no-negative-balance");
  }

  @Test
  void catchesTokensHeldForNoHold() {
    account("held:1:DMT", a -> balance(a, 201, 201));
    assertRules("held-is-open-holds");
  }

  @Test
  void catchesAHoldWhoseGroupIsOver() {
    draft.groups.put(group(2), new Group(group(2), "ENDED", "ENDED"));
    draft.ledgerGroups.put(group(2), new Books.LedgerGroup("CANCELLED", "HOLD", true, true));
    assertThat(rules()).contains("open-hold-has-a-living-group");
  }

  @Test
  void catchesAHoldThatNobodyAskedFor() {
    draft.holds.add(new Hold("order-" + group(9), "1", DMT, "PLACED", 5, 0));
    account("held:1:DMT", a -> balance(a, 205, 205));
    assertRules("open-hold-has-a-living-group");
  }

  @Test
  void catchesAHoldThatPostedWhatWasNotTraded() {
    draft.holds.set(0, new Hold("order-" + group(2), "1", DMT, "PLACED", 500, 310));
    account("held:1:DMT", a -> balance(a, 190, 190));
    assertRules("hold-posts-its-trades");
  }

  @Test
  void catchesAResidueInThePurseOfAnEndedGroup() {
    account("purse:8", a -> balance(a, 50, 50));
    assertRules("purse-is-earned-less-spent");
  }
}
