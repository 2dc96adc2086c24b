package io.dams.frontoffice.stream;

import io.dams.contracts.id.UserId;
import io.dams.frontoffice.stream.StreamMapper.Advance;
import io.dams.frontoffice.stream.StreamMapper.Numbered;
import io.dams.platform.persistence.Parts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
   * Adds events, in the transaction of what they tell. Locks the accounts' sequences in the order
   * of their ids: once, as the last thing in a transaction.
   *
   * @param type name of the events in the stream
   * @param news of each account one or more, in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(String type, Map<UserId, List<News>> news) {
    List<Advance> accounts =
        news.entrySet().stream()
            .map(each -> new Advance(each.getKey(), each.getValue().size()))
            .sorted(Comparator.comparingLong(each -> each.user().value()))
            .toList();
    List<Numbered> numbered = new ArrayList<>();
    for (List<Advance> part : Parts.of(accounts)) {
      List<Long> last = mapper.advance(part);
      for (int i = 0; i < part.size(); i++) {
        UserId user = part.get(i).user();
        long next = last.get(i) - part.get(i).by();
        for (News one : news.getOrDefault(user, List.of())) {
          numbered.add(new Numbered(user, ++next, one));
        }
      }
    }
    Parts.of(numbered).forEach(part -> mapper.append(type, part));
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
