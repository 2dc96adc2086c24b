package io.dams.frontoffice.token;

import io.dams.contracts.ledger.PointAmount;
import io.dams.frontoffice.token.Tokens.LedgerUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Supply, demand and volume of all points as the ledger last told them. It is asked once a second
 * at most, however many ask here, and by one of them at a time; the others get what was told last.
 */
@Component
class PointMarket {

  private static final Logger LOG = LoggerFactory.getLogger(PointMarket.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Tokens tokens;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Told last;
  private @Nullable Refused refused;

  PointMarket(Tokens tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The last that was told, with its time. Throws {@link LedgerUnavailableException} when the
   * ledger does not answer and has told nothing yet.
   */
  Told amounts() {
    Told told = last;
    if (told == null) {
      asking.lock();
    } else if (fresh(told.at()) || !asking.tryLock()) {
      return told;
    }
    try {
      Told since = last;
      return since != null && fresh(since.at()) ? since : ask(since);
    } finally {
      asking.unlock();
    }
  }

  /** By whoever holds the lock. That it does not answer is remembered as long as an answer. */
  private Told ask(@Nullable Told before) {
    Refused recent = refused;
    if (recent == null || !fresh(recent.at())) {
      try {
        Told told = new Told(tokens.pointAmounts(), clock.instant());
        last = told;
        refused = null;
        return told;
      } catch (LedgerUnavailableException e) {
        recent = new Refused(e, clock.instant());
        refused = recent;
        LOG.warn("supply and demand are not known anew: {}", e.getMessage());
      }
    }
    if (before == null) {
      throw recent.reason();
    }
    return before;
  }

  private boolean fresh(Instant at) {
    Instant now = clock.instant();
    return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
  }

  private record Refused(LedgerUnavailableException reason, Instant at) {}

  /**
   * What the ledger told.
   *
   * @param at when
   */
  record Told(List<PointAmount> amounts, Instant at) {

    Told {
      amounts = List.copyOf(amounts);
    }
  }
}
