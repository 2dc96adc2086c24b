package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.TransferKind;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on at one merchant; a restart forgets them. */
public final class Faults {

  private static final int MAX_FAULTS = 1_000;

  private final List<Fault> faults = new ArrayList<>();

  Faults() {}

  /** Switches a fault on, behind those that are on. */
  public synchronized void add(Fault fault) {
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
  public synchronized List<Fault> list() {
    return List.copyOf(faults);
  }

  /** The first fault that fits, of which one time is used up. */
  synchronized Optional<Fault.Effect> take(
      Operation operation, @Nullable TransferKind kind, List<String> subjects) {
    ListIterator<Fault> each = faults.listIterator();
    while (each.hasNext()) {
      Fault fault = each.next();
      if (!fits(fault, operation, kind, subjects)) {
        continue;
      }
      if (fault.skip() > 0) {
        each.set(fault.skip(fault.skip() - 1));
        continue;
      }
      if (fault.times() == 1) {
        each.remove();
      } else if (fault.times() > 1) {
        each.set(fault.times(fault.times() - 1));
      }
      return Optional.of(fault.effect());
    }
    return Optional.empty();
  }

  private static boolean fits(
      Fault fault, Operation operation, @Nullable TransferKind kind, List<String> subjects) {
    return (fault.operation() == null || fault.operation() == operation)
        && (fault.kind() == null || fault.kind() == kind)
        && (fault.subject() == null || subjects.contains(fault.subject()));
  }
}
