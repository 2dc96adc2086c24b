package io.dams.systemtests.audit;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Pursuit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Invariant 5: a call whose answer was lost stays unknown. What we no longer pursue was made; a leg
 * that we call refused has no reserve in its merchant's own book; what could not be done is neither
 * forgotten nor hidden: it is owed, and stands in the error book.
 */
final class Unknown {

  private final Books books;
  private final Breaches breaches = new Breaches(5);

  private Unknown(Books books) {
    this.books = books;
  }

  static List<Breach> check(Books books) {
    var check = new Unknown(books);
    check.closed();
    check.refused();
    check.errorBook();
    return check.breaches.found();
  }

  private void closed() {
    Set<String> made = new HashSet<>();
    for (Moved moved : books.backoffice().moved()) {
      made.add(moved.transferId().value());
    }
    // given up at the merchant, and in another book since
    books.backoffice().suspense().forEach(s -> made.add(s.transferId().value()));
    books.backoffice().receivables().forEach(r -> made.add(r.transferId().value()));
    for (String id : books.pursuit().done()) {
      breaches.holds("closed-means-made", id, made.contains(id));
    }
  }

  private void refused() {
    Set<TransferId> executed = new HashSet<>();
    books
        .merchants()
        .values()
        .forEach(lines -> lines.stream().map(Line::transferId).forEach(executed::add));
    for (Leg leg : books.backoffice().legs()) {
      TransferId reserve = TransferId.reserve(leg.leg());
      breaches.holds(
          "refused-was-not-executed",
          reserve,
          !leg.state().equals("REFUSED") || !executed.contains(reserve));
    }
  }

  private void errorBook() {
    Pursuit pursuit = books.pursuit();
    for (String id : pursuit.stuck()) {
      breaches.holds("stuck-is-in-the-error-book", id, pursuit.errorBook().contains(id));
    }
    for (String id : pursuit.errorBook()) {
      breaches.holds("error-book-is-owed", id, books.backoffice().owed().contains(id));
    }
  }
}
