package io.dams.systemtests.audit;

import io.dams.contracts.money.AssetCode;
import java.util.ArrayList;
import java.util.List;

/** Collects what one invariant's rules find. */
final class Breaches {

  private final int invariant;
  private final List<Breach> found = new ArrayList<>();

  Breaches(int invariant) {
    this.invariant = invariant;
  }

  void same(String rule, Object subject, AssetCode asset, long expectedUnits, long actualUnits) {
    if (expectedUnits != actualUnits) {
      found.add(new Breach(invariant, rule, subject.toString(), asset, expectedUnits, actualUnits));
    }
  }

  void atLeast(String rule, Object subject, AssetCode asset, long leastUnits, long actualUnits) {
    if (actualUnits < leastUnits) {
      same(rule, subject, asset, leastUnits, actualUnits);
    }
  }

  void holds(String rule, Object subject, boolean holds) {
    if (!holds) {
      found.add(new Breach(invariant, rule, subject.toString(), null, 0, 0));
    }
  }

  List<Breach> found() {
    return List.copyOf(found);
  }
}
