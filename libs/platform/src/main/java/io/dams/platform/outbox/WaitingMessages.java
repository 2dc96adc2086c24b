package io.dams.platform.outbox;

import io.dams.platform.outbox.OutboxMapper.NewRow;
import io.dams.platform.outbox.OutboxMapper.Numbered;
import io.dams.platform.persistence.Parts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The messages of one transaction. They are written together, as the last thing before it commits:
 * by few statements, and with the locks of their keys in one order, held for no longer than that.
 */
class WaitingMessages implements TransactionSynchronization {

  /** So much in one statement, at most; the database takes 16 MB. */
  private static final int MAX_BYTES = 4_000_000;

  private static final Comparator<OutboxRow.Stream> ORDER_OF_LOCKS =
      Comparator.comparing(OutboxRow.Stream::topic).thenComparing(OutboxRow.Stream::key);

  private final Outbox outbox;
  private final OutboxMapper mapper;
  private final Runnable wake;
  private final List<WaitingMessage> messages = new ArrayList<>();
  private boolean written;

  private WaitingMessages(Outbox outbox, OutboxMapper mapper, Runnable wake) {
    this.outbox = outbox;
    this.mapper = mapper;
    this.wake = wake;
  }

  /** Those of the outbox in the transaction that runs. */
  static WaitingMessages of(Outbox outbox, OutboxMapper mapper, Runnable wake) {
    if (TransactionSynchronizationManager.getResource(outbox) instanceof WaitingMessages here) {
      return here;
    }
    WaitingMessages opened = new WaitingMessages(outbox, mapper, wake);
    TransactionSynchronizationManager.bindResource(outbox, opened);
    TransactionSynchronizationManager.registerSynchronization(opened);
    return opened;
  }

  /** Throws {@link IllegalStateException} when the transaction has written its messages already. */
  void add(WaitingMessage message) {
    if (written) {
      throw new IllegalStateException("the messages of this transaction are written already");
    }
    messages.add(message);
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    written = true;
    Map<OutboxRow.Stream, Long> last = numbersBefore();
    Parts.of(
            messages.stream()
                .map(m -> new NewRow(m, last.merge(m.stream(), 1L, Long::sum)))
                .toList())
        .forEach(this::insert);
  }

  /** Takes numbers for all of them; the last of each stream before these. */
  private Map<OutboxRow.Stream, Long> numbersBefore() {
    SortedMap<OutboxRow.Stream, Integer> counts = new TreeMap<>(ORDER_OF_LOCKS);
    messages.forEach(message -> counts.merge(message.stream(), 1, Integer::sum));
    List<Numbered> streams = new ArrayList<>();
    counts.forEach((stream, count) -> streams.add(new Numbered(stream, count)));
    Map<OutboxRow.Stream, Long> before = new HashMap<>();
    for (List<Numbered> part : Parts.of(streams)) {
      List<Long> last = mapper.lastSequences(part);
      for (int i = 0; i < part.size(); i++) {
        before.put(part.get(i).stream(), last.get(i) - part.get(i).messages());
      }
    }
    return before;
  }

  private void insert(List<NewRow> rows) {
    int bytes = rows.stream().mapToInt(row -> row.message().payload().length).sum();
    if (rows.size() > 1 && bytes > MAX_BYTES) {
      insert(rows.subList(0, rows.size() / 2));
      insert(rows.subList(rows.size() / 2, rows.size()));
    } else {
      mapper.insert(rows);
    }
  }

  @Override
  public void suspend() {
    TransactionSynchronizationManager.unbindResource(outbox);
  }

  @Override
  public void resume() {
    TransactionSynchronizationManager.bindResource(outbox, this);
  }

  @Override
  public void afterCommit() {
    wake.run();
  }

  /** Until here, so that a message that comes too late is refused, and not lost. */
  @Override
  public void afterCompletion(int status) {
    TransactionSynchronizationManager.unbindResource(outbox);
  }
}
