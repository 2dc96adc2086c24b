package io.dams.ledger.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowListTest {

  @Test
  void letsOnlyTheOperatorTouchTheIssuer() {
    for (String caller :
        Set.of(
            AllowList.BACKOFFICE,
            AllowList.CORE,
            AllowList.FRONTOFFICE,
            AllowList.TRANSFER,
            AllowList.REMEDY,
            AllowList.LEDGER,
            AllowList.AUDITOR)) {
      for (Operation operation :
          EnumSet.complementOf(EnumSet.of(Operation.READ_TRIAL_BALANCE, Operation.READ_ACCOUNT))) {
        assertThat(AllowList.permits(caller, operation, Set.of(AccountKind.ISSUER)))
            .as("%s %s", caller, operation)
            .isFalse();
      }
    }
    assertThat(
            AllowList.permits(
                AllowList.OPERATOR, Operation.ISSUE, Set.of(AccountKind.ISSUER, AccountKind.USER)))
        .isTrue();
  }

  @Test
  void refusesAnOperationOverAKindThatItsRuleDoesNotName() {
    assertThat(
            AllowList.permits(
                AllowList.BACKOFFICE,
                Operation.MIRROR,
                Set.of(AccountKind.OUTSIDE, AccountKind.USER)))
        .isFalse();
    assertThat(
            AllowList.permits(
                AllowList.CORE, Operation.TRADE, Set.of(AccountKind.ISSUER, AccountKind.USER)))
        .isFalse();
  }

  @Test
  void keepsTheHoldsOfOrdersFromServicesThatMoveFunds() {
    for (String caller : Set.of(AllowList.TRANSFER, AllowList.REMEDY)) {
      for (Operation operation :
          Set.of(
              Operation.PLACE_HOLD,
              Operation.VOID_HOLD,
              Operation.TRADE,
              Operation.END_GROUP,
              Operation.MIRROR)) {
        assertThat(AllowList.permits(caller, operation, Set.of())).isFalse();
      }
      assertThat(
              AllowList.permits(
                  caller, Operation.POST_JOURNAL, Set.of(AccountKind.HELD, AccountKind.USER)))
          .isFalse();
    }
    assertThat(AllowList.permits(AllowList.BACKOFFICE, Operation.PLACE_FUND_HOLD, Set.of()))
        .isFalse();
  }

  @Test
  void refusesStrangers() {
    for (Operation operation : Operation.values()) {
      assertThat(AllowList.permits("gateway", operation, Set.of())).isFalse();
    }
  }
}
