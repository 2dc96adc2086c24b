package io.dams.matching.engine;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids of all groups that came, whatever became of them, so that none comes twice. An id tells
 * when it was made; one that is older than the window is stale and refused for that alone, so only
 * younger ones have to be remembered.
 */
final class KnownGroups {

  /** How old a new group's id may be. */
  static final Duration WINDOW = Duration.ofDays(7);

  private final TreeMap<OrderGroupId, Long> digests = new TreeMap<>();

  /** Forgets what has become stale. */
  void advance(Instant now) {
    while (!digests.isEmpty() && isStale(digests.firstKey(), now)) {
      digests.pollFirstEntry();
    }
  }

  static boolean isStale(OrderGroupId group, Instant now) {
    return group.createdAt().isBefore(now.minus(WINDOW));
  }

  void remember(OrderGroupTerms terms) {
    digests.put(terms.group(), digest(terms));
  }

  boolean contains(OrderGroupId group) {
    return digests.containsKey(group);
  }

  /** Whether exactly this submission came before. */
  boolean contains(OrderGroupTerms terms) {
    @Nullable Long digest = digests.get(terms.group());
    return digest != null && digest == digest(terms);
  }

  void writeTo(StateWriter state) {
    state.writeInt(digests.size());
    digests.forEach(
        (group, digest) -> {
          state.writeLong(group.value());
          state.writeLong(digest);
        });
  }

  void readFrom(StateReader state) {
    for (int left = state.readCount(); left > 0; left--) {
      digests.put(new OrderGroupId(state.readLong()), state.readLong());
    }
  }

  /** Tells another body of the same id; from specified hashes only, so equal on every machine. */
  private static long digest(OrderGroupTerms terms) {
    long digest = terms.user().value();
    digest = mix(digest, terms.token().code().hashCode());
    digest = mix(digest, terms.shard());
    digest = mix(digest, terms.timeInForce().name().hashCode());
    digest = mix(digest, terms.expiresAt() == null ? Instant.MIN : terms.expiresAt());
    digest = mix(digest, terms.placedAt());
    for (LegTerms leg : terms.legs()) {
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
