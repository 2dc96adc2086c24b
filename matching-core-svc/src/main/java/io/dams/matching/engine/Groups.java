package io.dams.matching.engine;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The live groups by id, in a table of open addresses; and the memory of those that ended, which
 * the next ones use again. What it holds never shrinks: it stays at what the most groups and legs
 * that were ever live at once took.
 */
final class Groups {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private @Nullable Group[] table = new Group[64];
  private int size;
  private final List<Group> spareGroups = new ArrayList<>();
  private final List<Leg> spareLegs = new ArrayList<>();

  /** Ended groups that something may still refer to. */
  private final ArrayDeque<Group> ended = new ArrayDeque<>();

  int size() {
    return size;
  }

  /** The live group with this id; null when there is none. */
  @Nullable Group find(OrderGroupId id) {
    return table[place(id.value())];
  }

  /** A new group, all of whose contracts are known. */
  Group open(OrderGroupTerms terms, Books books) {
    Group group = spareGroups.isEmpty() ? new Group(terms) : spareGroups.removeLast();
    group.begin(terms);
    for (int i = 0; i < terms.legs().size(); i++) {
      LegTerms leg = terms.legs().get(i);
      group.add(leg(group, leg, books.get(leg.contract())));
    }
    if (2 * size >= table.length) {
      grow();
    }
    table[place(group.id())] = group;
    size++;
    return group;
  }

  /** It is not live any more. What refers to it may do so until {@link #reuse()}. */
  void forget(Group group) {
    remove(place(group.id()));
    size--;
    ended.add(group);
  }

  /** Between two commands: what ended may be used again, unless it stands in a queue. */
  void reuse() {
    for (int left = ended.size(); left > 0; left--) {
      Group group = ended.remove();
      if (group.isQueued()) {
        ended.add(group);
      } else {
        group.giveBackLegs(spareLegs);
        spareGroups.add(group);
      }
    }
  }

  /** All live groups by id. */
  Group[] sorted() {
    long[] ids = new long[size];
    int count = 0;
    for (Group group : table) {
      if (group != null) {
        ids[count++] = group.id();
      }
    }
    Arrays.sort(ids);
    Group[] groups = new Group[size];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = Objects.requireNonNull(table[place(ids[i])]);
    }
    return groups;
  }

  private Leg leg(Group group, LegTerms terms, Book book) {
    Leg leg = spareLegs.isEmpty() ? new Leg(group, terms, book) : spareLegs.removeLast();
    leg.begin(group, terms, book);
    return leg;
  }

  /** Where the group with this id stands, or would. */
  private int place(long id) {
    int place = home(id);
    for (Group there = table[place]; there != null && there.id() != id; there = table[place]) {
      place = next(place);
    }
    return place;
  }

  /** Empties a place, and moves up whoever stands behind it only because it was taken. */
  private void remove(int place) {
    int gap = place;
    int at = next(gap);
    for (Group there = table[at]; there != null; there = table[at]) {
      if (distance(home(there.id()), at) >= distance(gap, at)) {
        table[gap] = there;
        gap = at;
      }
      at = next(at);
    }
    table[gap] = null;
  }

  private void grow() {
    @Nullable Group[] old = table;
    table = new Group[2 * old.length];
    for (Group group : old) {
      if (group != null) {
        table[place(group.id())] = group;
      }
    }
  }

  private int home(long id) {
    return (int) (id * MIX >>> 32) & table.length - 1;
  }

  private int next(int place) {
    return place + 1 & table.length - 1;
  }

  private int distance(int from, int to) {
    return to - from & table.length - 1;
  }
}
