package io.dams.matching.engine;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The ids of all groups that came, whatever became of them, so that none comes twice. An id tells
 * when it was made; one that is older than the window is stale and refused for that alone, so only
 * younger ones have to be remembered. When they are too many the oldest is forgotten before its
 * time: then it, and all ids as old, are stale.
 *
 * <p>Two arrays of 16 to 32 bytes for a group, by id. Ids come nearly in the order in which they
 * were made: so a new one goes to the end or near it, and what is forgotten leaves at the front.
 */
final class KnownGroups {

  /** How old a new group's id may be. */
  static final Duration WINDOW = Duration.ofDays(7);

  private long[] ids = new long[64];
  private long[] digests = new long[64];

  /** What is remembered stands from here to before {@code end}. */
  private int first;

  private int end;

  /** Lesser ids are stale. */
  private long leastFresh;

  /** Lesser ids are stale whatever the time, since one of them had to be forgotten. */
  private long leastRemembered;

  private int most = CoreOrder.SetBounds.FIRST_REMEMBERED_GROUPS;

  /** Forgets what has become stale. */
  void advance(Instant now) {
    leastFresh = Math.max(leastRemembered, OrderGroupId.leastAt(millis(now) - WINDOW.toMillis()));
    while (first < end && ids[first] < leastFresh) {
      first++;
    }
  }

  /** Remembers at most so many from now on. */
  void bound(int ids) {
    most = ids;
    forgetWhatIsTooMuch();
  }

  private void forgetWhatIsTooMuch() {
    while (size() > most) {
      leastRemembered = Math.max(leastRemembered, ids[first++] + 1);
      leastFresh = Math.max(leastFresh, leastRemembered);
    }
  }

  /** Whether a group with this id is refused for its age. */
  boolean isStale(OrderGroupId group) {
    return group.value() < leastFresh;
  }

  /** Remembers a group that is not known. */
  void remember(OrderGroupTerms terms) {
    insert(find(terms.group().value()), terms.group().value(), digest(terms));
    forgetWhatIsTooMuch();
  }

  boolean contains(OrderGroupId group) {
    int place = find(group.value());
    return place < end && ids[place] == group.value();
  }

  /** Whether exactly this submission came before. */
  boolean contains(OrderGroupTerms terms) {
    return contains(terms.group()) && digests[find(terms.group().value())] == digest(terms);
  }

  void writeTo(StateWriter state) {
    state.writeInt(size());
    for (int i = first; i < end; i++) {
      state.writeLong(ids[i]);
      state.writeLong(digests[i]);
    }
  }

  void readFrom(StateReader state) {
    for (int left = state.readCount(); left > 0; left--) {
      insert(end, new OrderGroupId(state.readLong()).value(), state.readLong());
    }
  }

  /** How many are remembered. */
  int size() {
    return end - first;
  }

  /** Whether one had to be forgotten before its time. */
  boolean hasForgotten() {
    return leastRemembered > 0;
  }

  void writeBoundTo(StateWriter state) {
    state.writeLong(leastRemembered);
  }

  void readBoundFrom(StateReader state) {
    leastRemembered = state.readLong();
    leastFresh = Math.max(leastFresh, leastRemembered);
  }

  /** Where this id stands, or would. */
  private int find(long id) {
    int place = Arrays.binarySearch(ids, first, end, id);
    return place < 0 ? ~place : place;
  }

  private void insert(int at, long id, long digest) {
    int place = at - first;
    if (first > 0 && place < end - at) {
      move(first, first - 1, place);
      first--;
    } else {
      if (end == ids.length) {
        makeRoom();
      }
      move(first + place, first + place + 1, end - first - place);
      end++;
    }
    ids[first + place] = id;
    digests[first + place] = digest;
  }

  /** Moves all to the front of the arrays; to half as long again when they are nearly full. */
  private void makeRoom() {
    int count = end - first;
    long[] oldIds = ids;
    long[] oldDigests = digests;
    if (count > ids.length / 4 * 3) {
      ids = new long[oldIds.length / 2 * 3];
      digests = new long[oldIds.length / 2 * 3];
    }
    System.arraycopy(oldIds, first, ids, 0, count);
    System.arraycopy(oldDigests, first, digests, 0, count);
    first = 0;
    end = count;
  }

  private void move(int from, int to, int count) {
    System.arraycopy(ids, from, ids, to, count);
    System.arraycopy(digests, from, digests, to, count);
  }

  /** Rounded up: an id is stale when it was made before the moment, not in its millisecond. */
  private static long millis(Instant now) {
    return Math.addExact(
        Math.multiplyExact(now.getEpochSecond(), 1_000), Math.ceilDiv(now.getNano(), 1_000_000));
  }

  /** Tells another body of the same id; from specified hashes only, so equal on every machine. */
  private static long digest(OrderGroupTerms terms) {
    long digest = terms.user().value();
    digest = mix(digest, terms.token().code().hashCode());
    digest = mix(digest, terms.shard());
    digest = mix(digest, terms.timeInForce().name().hashCode());
    digest = mix(digest, terms.expiresAt() == null ? Instant.MIN : terms.expiresAt());
    digest = mix(digest, terms.placedAt());
    for (int i = 0; i < terms.legs().size(); i++) {
      LegTerms leg = terms.legs().get(i);
      digest = mix(digest, leg.contract().value().hashCode());
      digest = mix(digest, leg.point().code().hashCode());
      digest = mix(digest, leg.side().name().hashCode());
      digest = mix(digest, leg.lots());
      digest = mix(digest, leg.lotUnits());
      digest = mix(digest, leg.limitPriceUnits());
      digest = mix(digest, leg.feeUnits());
      digest = mix(digest, leg.externalUid().hashCode());
    }
    return digest;
  }

  private static long mix(long digest, Instant at) {
    return mix(mix(digest, at.getEpochSecond()), at.getNano());
  }

  private static long mix(long digest, long value) {
    long mixed = (digest ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }
}
