package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.TransferKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest signed requests that came in, so that a test can see how often it was asked. */
public final class RequestLog {

  private static final int MAX_ENTRIES = 10_000;

  private final Deque<Entry> entries = new ArrayDeque<>();

  RequestLog() {}

  /**
   * A request.
   *
   * @param kind of a transfer; null for the others
   * @param subject the uid, transfer id or date in its path
   */
  public record Entry(Operation operation, @Nullable TransferKind kind, String subject) {}

  /** The requests in the order in which they came, the last 10,000 of them. */
  public synchronized List<Entry> list() {
    return List.copyOf(entries);
  }

  /** How many requests of an operation named a subject. */
  public synchronized long count(Operation operation, String subject) {
    return entries.stream()
        .filter(entry -> entry.operation() == operation && entry.subject().equals(subject))
        .count();
  }

  /** Forgets all. */
  public synchronized void clear() {
    entries.clear();
  }

  synchronized void add(Operation operation, @Nullable TransferKind kind, String subject) {
    if (entries.size() >= MAX_ENTRIES) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(operation, kind, subject));
  }
}
