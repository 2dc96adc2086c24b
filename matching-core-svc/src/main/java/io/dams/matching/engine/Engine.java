package io.dams.matching.engine;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.CancelReject;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one shard. It is a pure function of the commands that it is given, with their
 * offsets and append times: the same log gives the same events. One thread at a time may use it.
 *
 * <p>For each command, in this order: time passes, and what has expired ends; purses that an
 * earlier command had to leave are divided; the command itself is validated as a whole and then
 * executed; newly funded legs are executed, first in, first out; each book that changed is
 * published once. A command that is wrong is answered by an event and changes nothing. An exception
 * means a bug: nothing of that command was emitted, and the engine refuses to go on.
 */
public final class Engine {

  /**
   * How many purses one command divides at most. Two linked groups that sell what the other buys
   * can feed each other lot by lot; this bounds what one command can set off.
   */
  static final int FUNDINGS_PER_COMMAND = 10_000;

  private final int shard;
  private final Books books;
  private final Admission admission;
  private final Trading trading;
  private final KnownGroups known = new KnownGroups();
  private final TreeMap<OrderGroupId, Group> groups = new TreeMap<>();
  private final TreeSet<Expiry> expiries =
      new TreeSet<>(Comparator.comparing(Expiry::at).thenComparing(Expiry::group));
  private final List<CoreEvent.Body> bodies = new ArrayList<>();
  private Instant time = Instant.EPOCH;
  private long offset = -1;
  private long sequence;
  private boolean failed;

  private record Expiry(Instant at, OrderGroupId group) {}

  /** An empty engine, before the first command of its shard's log. */
  public Engine(int shard) {
    this(shard, FUNDINGS_PER_COMMAND);
  }

  Engine(int shard, int fundingsPerCommand) {
    this.shard = shard;
    this.books = new Books(shard);
    this.admission = new Admission(shard, books);
    this.trading = new Trading(bodies::add, this::forget, fundingsPerCommand);
  }

  /**
   * Applies the next command of the log.
   *
   * @param commandOffset its offset, higher than that of any command before
   * @param appendTime when the log took it; time never goes back, whatever this says
   * @param events is given what happened, in order, after all of it has; nothing when the command
   *     had no effect to tell
   */
  public void apply(
      CoreOrder command, long commandOffset, Instant appendTime, Consumer<CoreEvent> events) {
    if (failed) {
      throw new IllegalStateException("the engine failed at offset " + offset);
    }
    if (commandOffset <= offset) {
      throw new IllegalArgumentException("offset " + commandOffset + " after " + offset);
    }
    failed = true;
    offset = commandOffset;
    time = appendTime.isAfter(time) ? appendTime : time;
    known.advance(time);
    trading.begin();
    expire();
    trading.settle();
    execute(command);
    trading.finish();
    emit(events);
    failed = false;
  }

  /** The shard. */
  public int shard() {
    return shard;
  }

  /** Offset of the last command applied; -1 when there was none. */
  public long offset() {
    return offset;
  }

  /** Number of the last event emitted; 0 when there was none. */
  public long sequence() {
    return sequence;
  }

  /** Log time: the latest append time of any command. */
  public Instant time() {
    return time;
  }

  /** How many groups are live. */
  public int openGroups() {
    return groups.size();
  }

  /** How many legs are live, whether or not something of them rests in a book. */
  public int openOrders() {
    return books.all().stream().mapToInt(book -> book.liveLegs).sum();
  }

  /**
   * Whether a {@link CoreOrder.Tick} at this time would have something to do: a group has expired,
   * or purses are left to divide.
   */
  public boolean isDue(Instant now) {
    return !trading.backlog().isEmpty()
        || (!expiries.isEmpty() && !now.isBefore(expiries.first().at()));
  }

  /**
   * SHA-256 of the whole state, in hexadecimal. Two engines with equal hashes answer every further
   * command alike.
   */
  public String stateHash() {
    StateHash hash = new StateHash();
    describe(hash::line);
    return hash.hex();
  }

  /** The whole state as lines of text, in a fixed order. */
  void describe(Consumer<String> lines) {
    lines.accept("shard " + shard + " offset " + offset + " sequence " + sequence + " at " + time);
    books.all().forEach(book -> StateHash.describe(book, lines));
    groups.values().forEach(group -> StateHash.describe(group, lines));
    trading.backlog().forEach(group -> lines.accept("to fund " + group.terms.group()));
    known.digests().forEach((group, digest) -> lines.accept("known " + group + " " + digest));
  }

  private void expire() {
    while (!expiries.isEmpty() && !time.isBefore(expiries.first().at())) {
      Group group = groups.get(expiries.removeFirst().group());
      if (group != null) {
        trading.end(group, LegEnd.EXPIRED);
      }
    }
  }

  private void execute(CoreOrder command) {
    switch (command) {
      case CoreOrder.SubmitOrderGroup(OrderGroupTerms terms) -> submit(terms);
      case CoreOrder.CancelOrderGroup(OrderGroupId group, LegId leg) -> cancel(group, leg);
      case CoreOrder.PublishContract(ContractTerms terms) -> publish(terms);
      case CoreOrder.Tick() -> {
        // Time has passed already.
      }
    }
  }

  private void submit(OrderGroupTerms terms) {
    Group live = groups.get(terms.group());
    if (live == null ? known.contains(terms) : live.terms.equals(terms)) {
      return; // Delivered again: its effect happened.
    }
    RejectReason refusal = refusal(terms);
    if (refusal != RejectReason.DUPLICATE_GROUP) {
      known.remember(terms);
    }
    if (refusal == null) {
      open(terms);
    } else {
      bodies.add(new CoreEvent.OrderGroupRejected(terms, refusal));
    }
  }

  private @Nullable RejectReason refusal(OrderGroupTerms terms) {
    if (groups.containsKey(terms.group()) || known.contains(terms.group())) {
      return RejectReason.DUPLICATE_GROUP;
    }
    return KnownGroups.isStale(terms.group(), time)
        ? RejectReason.EXPIRED
        : admission.refusal(terms, time);
  }

  private void open(OrderGroupTerms terms) {
    Group group = new Group(terms);
    terms.legs().forEach(leg -> group.add(leg, books.get(leg.contract())));
    groups.put(terms.group(), group);
    if (terms.expiresAt() != null) {
      expiries.add(new Expiry(terms.expiresAt(), terms.group()));
    }
    bodies.add(new CoreEvent.OrderGroupAccepted(terms));
    trading.open(group);
  }

  private void cancel(OrderGroupId id, @Nullable LegId legId) {
    Group group = groups.get(id);
    if (group == null) {
      boolean ended = known.contains(id) || KnownGroups.isStale(id, time);
      refuseCancel(id, legId, ended ? CancelReject.TOO_LATE : CancelReject.UNKNOWN_GROUP);
    } else if (legId == null) {
      trading.end(group, LegEnd.CANCELLED);
    } else if (!legId.group().equals(id) || legId.number() >= group.legs.size()) {
      refuseCancel(id, legId, CancelReject.UNKNOWN_GROUP);
    } else if (!group.legs.get(legId.number()).isLive()) {
      refuseCancel(id, legId, CancelReject.TOO_LATE);
    } else {
      trading.end(group.legs.get(legId.number()), LegEnd.CANCELLED);
    }
  }

  private void refuseCancel(OrderGroupId group, @Nullable LegId leg, CancelReject reason) {
    bodies.add(new CoreEvent.CancelRejected(group, leg, reason));
  }

  private void publish(ContractTerms terms) {
    String brokenRule = books.brokenRule(terms);
    if (brokenRule != null) {
      bodies.add(new CoreEvent.ContractRefused(terms, brokenRule));
      return;
    }
    Book book = books.publish(terms);
    bodies.add(new CoreEvent.ContractPublished(terms));
    if (!book.isHalted()) {
      trading.resume(book);
    }
  }

  private void forget(Group group) {
    groups.remove(group.terms.group());
    if (group.terms.expiresAt() != null) {
      expiries.remove(new Expiry(group.terms.expiresAt(), group.terms.group()));
    }
  }

  private void emit(Consumer<CoreEvent> events) {
    for (int i = 0; i < bodies.size(); i++) {
      sequence++;
      boolean last = i == bodies.size() - 1;
      events.accept(new CoreEvent(shard, sequence, offset, last, time, bodies.get(i)));
    }
    bodies.clear();
  }
}
