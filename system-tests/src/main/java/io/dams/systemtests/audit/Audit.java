package io.dams.systemtests.audit;

import java.util.List;
import java.util.stream.Stream;

/** All rules over one set of books. */
final class Audit {

  private Audit() {}

  /** What breaks an invariant; empty when all of them hold. */
  static List<Breach> of(Books books) {
    return Stream.of(
            Conservation.check(books),
            MerchantPoints.check(books),
            Fees.check(books),
            Once.check(books),
            Unknown.check(books),
            PartnerAgreement.check(books))
        .flatMap(List::stream)
        .toList();
  }
}
