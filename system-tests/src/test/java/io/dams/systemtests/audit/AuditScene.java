package io.dams.systemtests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.systemtests.audit.Books.Account;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Sound books, and ways to tamper with them. */
abstract class AuditScene {

  /** Sound until a test tampers with it. */
  final BooksDraft draft = BooksDraft.sound();

  List<String> rules() {
    return Audit.of(draft.books()).stream().map(Breach::rule).toList();
  }

  void assertRules(String... expected) {
    assertThat(rules()).containsExactlyInAnyOrder(expected);
  }

  void account(String code, UnaryOperator<Account> change) {
    replace(draft.accounts, a -> a.code().equals(code), change);
  }

  static <T> void replace(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
    assertThat(list).anyMatch(which);
    list.replaceAll(one -> which.test(one) ? change.apply(one) : one);
  }

  static Account balance(Account a, long balance, long entries) {
    return new Account(a.code(), a.kind(), a.owner(), a.asset(), balance, entries);
  }
}
