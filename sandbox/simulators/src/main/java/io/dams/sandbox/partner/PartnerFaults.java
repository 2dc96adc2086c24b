package io.dams.sandbox.partner;

import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerFault.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/** The faults that are switched on at the partner; a restart forgets them. */
public final class PartnerFaults {

  private static final int MAX_FAULTS = 1_000;

  private final List<PartnerFault> faults = new ArrayList<>();

  PartnerFaults() {}

  /** Switches a fault on, behind those that are on. */
  public synchronized void add(PartnerFault fault) {
    if (faults.size() >= MAX_FAULTS) {
      throw new IllegalArgumentException("too many faults, clear some");
    }
    faults.add(fault);
  }

  /** Switches all faults off. What hangs already goes on to hang. */
  public synchronized void clear() {
    faults.clear();
  }

  /** What is left of the faults. */
  public synchronized List<PartnerFault> list() {
    return List.copyOf(faults);
  }

  /** The first fault that fits, of which one time is used up. */
  synchronized Optional<Effect> take(Door door, String orderId) {
    ListIterator<PartnerFault> each = faults.listIterator();
    while (each.hasNext()) {
      PartnerFault fault = each.next();
      if (fault.fits(door, orderId)) {
        if (fault.times() == 1) {
          each.remove();
        } else if (fault.times() > 1) {
          each.set(fault.times(fault.times() - 1));
        }
        return Optional.of(fault.effect());
      }
    }
    return Optional.empty();
  }
}
