package io.dams.matching.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The live groups that expire, the soonest first, and of one moment by id: a binary heap in which
 * each group knows its place, so that one that ends before is taken out without a search.
 */
final class Expiries {

  /** The place of a group that is not here. */
  static final int NOWHERE = -1;

  private @Nullable Group[] heap = new Group[64];
  private int size;

  /** Whether a group has expired by this time. */
  boolean isDue(Instant now) {
    return size > 0 && !now.isBefore(moment(at(0)));
  }

  /** The soonest; there must be one. */
  Group first() {
    return at(0);
  }

  /** Adds a group; nothing happens when it never expires. */
  void add(Group group) {
    if (group.terms.expiresAt() == null) {
      return;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    rise(group, size++);
  }

  /** Takes a group out; nothing happens when it is not here. */
  void remove(Group group) {
    int place = group.expiryPlace;
    if (place == NOWHERE) {
      return;
    }
    group.expiryPlace = NOWHERE;
    Group last = at(--size);
    heap[size] = null;
    if (last != group) {
      sink(last, place);
      rise(last, last.expiryPlace);
    }
  }

  private void rise(Group group, int from) {
    int place = from;
    while (place > 0 && isBefore(group, at((place - 1) / 2))) {
      put(at((place - 1) / 2), place);
      place = (place - 1) / 2;
    }
    put(group, place);
  }

  private void sink(Group group, int from) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && isBefore(at(child + 1), at(child))) {
        child++;
      }
      if (!isBefore(at(child), group)) {
        break;
      }
      put(at(child), place);
      place = child;
    }
    put(group, place);
  }

  private void put(Group group, int place) {
    heap[place] = group;
    group.expiryPlace = place;
  }

  private Group at(int place) {
    return Objects.requireNonNull(heap[place]);
  }

  private static boolean isBefore(Group one, Group other) {
    int sooner = moment(one).compareTo(moment(other));
    return sooner < 0 || (sooner == 0 && one.id() < other.id());
  }

  private static Instant moment(Group group) {
    return Objects.requireNonNull(group.terms.expiresAt());
  }
}
