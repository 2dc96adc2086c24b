package io.dams.frontoffice.stream;

import io.dams.contracts.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What each account's owner is told, in a sequence without gaps. Kept for a week. */
@Component
public class AccountEvents {

  private static final Duration KEPT = Duration.ofDays(7);

  private final StreamMapper mapper;
  private final Clock clock;

  AccountEvents(StreamMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * What an event tells.
   *
   * @param body JSON
   */
  public record News(String body, Instant at) {}

  /**
   * Adds events, one or more, in the transaction of what they tell. Locks the account's sequence:
   * append as the last thing in a transaction, and for several accounts in the order of their ids.
   *
   * @param type name of the events in the stream
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(UserId user, String type, List<News> news) {
    mapper.append(user, mapper.advance(user, news.size()) - news.size(), type, news);
  }

  /** The number of the last event; 0 when there was none. */
  long lastSequence(UserId user) {
    Long last = mapper.last(user);
    return last == null ? 0 : last;
  }

  /** The numbers of the last events of several accounts. */
  Map<UserId, Long> lastSequences(Collection<UserId> users) {
    Map<UserId, Long> last = new HashMap<>();
    mapper.heads(users).forEach(head -> last.put(head.accountId(), head.lastSequence()));
    return last;
  }

  /** Events after a number, oldest first. */
  List<AccountEvent> after(UserId user, long sequence, int limit) {
    return mapper.after(user, sequence, limit);
  }

  /** Deletes so many of the events older than a week; returns how many there were. */
  int prune(int limit) {
    return mapper.prune(clock.instant().minus(KEPT), limit);
  }
}
