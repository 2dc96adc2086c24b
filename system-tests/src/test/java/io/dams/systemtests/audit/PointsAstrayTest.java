package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.BEAN;
import static io.dams.systemtests.audit.BooksDraft.SKY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Account;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points that wait for a destination, and those that a merchant owes. */
class PointsAstrayTest extends AuditScene {

  @Test
  void pointsInSuspenseBreakNothingUntilTheyAreMoreOrFewer() {
    draft.suspendBean();
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.suspense.replaceAll(s -> new Books.Suspended(s.transferId(), BEAN, 199, null));
    assertRules("settlement-is-made-or-owed", "mirror-is-our-book", "mirror-is-our-book");
    draft.suspense.clear();
    assertThat(rules()).contains("settlement-is-made-or-owed", "mirror-is-our-book");
  }

  @Test
  void aClaimTakesThePlaceOfWhatWasSuspended() {
    draft.claimBean(draft.suspendBean());
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.moved.removeLast();
    assertThat(rules()).contains("settlement-is-made-or-owed", "line-is-in-our-book");
  }

  @Test
  void aReturnInSuspenseBreaksNothingUntilItIsMoreOrLess() {
    draft.suspendSky();
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.suspense.replaceAll(s -> new Books.Suspended(s.transferId(), SKY, 504, null));
    assertRules("mirror-is-our-book", "mirror-is-our-book", "rest-is-returned");
    draft.suspense.clear();
    assertThat(rules()).contains("rest-is-returned", "mirror-is-our-book");
  }

  @Test
  void aClaimTakesThePlaceOfAReturnAndIsTheOnlyOne() {
    TransferId release = draft.suspendSky();
    draft.claimSky(release);
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.suspense.clear();
    assertThat(rules()).contains("movement-has-the-id-of-its-purpose");
    draft.suspense.add(new Books.Suspended(release, SKY, 505, TransferId.again(release, 1)));
    draft.moved.removeLast();
    assertThat(rules()).contains("rest-is-returned", "line-is-in-our-book");
  }

  @Test
  void aReserveThatIsMissingIsABreachUntilTheMerchantOwesIt() {
    draft.loseReserveOfBean();
    sumsAreZero();
    assertThat(Audit.of(draft.books())).isEmpty();
    draft.receivables.clear();
    assertThat(rules())
        .contains(
            "our-line-is-at-the-merchant",
            "merchants-intermediary-is-held-and-unsettled",
            "mirror-is-our-book");
  }

  private void sumsAreZero() {
    for (AssetCode point : List.of(SKY, BEAN)) {
      long sum =
          draft.accounts.stream()
              .filter(a -> a.asset().equals(point))
              .mapToLong(Account::balanceUnits)
              .sum();
      draft.assetSums.put(point, sum);
      assertThat(draft.assetSums).containsEntry(point, 0L);
    }
  }
}
