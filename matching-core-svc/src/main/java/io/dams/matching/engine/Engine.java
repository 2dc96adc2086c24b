package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.CancelReject;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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

  /** Goes up whenever the bytes of a state change their meaning. */
  private static final int STATE_FORMAT = 1;

  /** The newest version of the rules that this engine knows. */
  public static final int NEWEST_BEHAVIOUR = 1;

  /** How many legs one command cancels at most, so that no transaction grows without bound. */
  static final int CANCELS_PER_COMMAND = 10_000;

  /** What begins the bounds, which stand behind everything else, if there are any. */
  private static final int BOUNDS_FOLLOW = 1;

  private static final int STATE_HASH_CHUNK_BYTES = 1 << 16;

  private final int shard;
  private final Books books;
  private final Admission admission;
  private final Trading trading;
  private final KnownGroups known = new KnownGroups();
  private final Groups groups = new Groups();
  private final Expiries expiries = new Expiries();
  private final EventBuffer events = new EventBuffer();
  private Instant time = Instant.EPOCH;
  private long offset = -1;
  private long sequence;
  private int behaviour = 1;
  private CoreOrder.SetBounds bounds = CoreOrder.SetBounds.FIRST;
  private boolean failed;

  /** An empty engine, before the first command of its shard's log. */
  public Engine(int shard) {
    this(shard, FUNDINGS_PER_COMMAND);
  }

  Engine(int shard, int fundingsPerCommand) {
    this.shard = shard;
    this.books = new Books(shard);
    this.admission = new Admission(shard, books);
    this.trading = new Trading(events, this::forget, fundingsPerCommand);
  }

  /**
   * Applies the next command of the log.
   *
   * @param commandOffset its offset, higher than that of any command before
   * @param appendTime when the log took it; time never goes back, whatever this says
   * @param told is given what happened, in order, after all of it has, each event for the time of
   *     the call; nothing when the command had no effect to tell
   */
  public void apply(
      CoreOrder command, long commandOffset, Instant appendTime, Consumer<EngineEvent> told) {
    requireKnown(command);
    begin(commandOffset, appendTime);
    execute(command);
    finish(told);
  }

  /**
   * Passes over the next command of the log, which could not be applied. Time passes as by any
   * other. A submission that no group came of is rejected, so that what was reserved for it is
   * returned.
   *
   * @param command null when it cannot even be read
   */
  public void skip(
      @Nullable CoreOrder command,
      long commandOffset,
      Instant appendTime,
      Consumer<EngineEvent> told) {
    begin(commandOffset, appendTime);
    if (command instanceof CoreOrder.SubmitOrderGroup(OrderGroupTerms terms)) {
      reject(terms);
    }
    finish(told);
  }

  private void begin(long commandOffset, Instant appendTime) {
    requireSound();
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
  }

  private void finish(Consumer<EngineEvent> told) {
    trading.finish();
    sequence = events.tell(shard, sequence, offset, time, told);
    groups.reuse();
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
    return books.open.legs;
  }

  /** The bounds that hold: the last that the log set, or the first of all. */
  public CoreOrder.SetBounds bounds() {
    return bounds;
  }

  /** How many orders count against their bound: live legs or, if they are more, what rests. */
  public int boundedOrders() {
    return books.open.count();
  }

  /** How many ids of groups are remembered. */
  public int rememberedGroups() {
    return known.size();
  }

  /**
   * Whether a {@link CoreOrder.Tick} at this time would have something to do: a group has expired,
   * or purses are left to divide.
   */
  boolean isDue(Instant now) {
    return !trading.backlog().isEmpty() || expiries.isDue(now);
  }

  /**
   * SHA-256 of the whole state, in hexadecimal. Two engines with equal hashes answer every further
   * command alike.
   */
  public String stateHash() {
    StateHash hash = new StateHash();
    writeTo(STATE_HASH_CHUNK_BYTES, hash::add);
    return hash.hex();
  }

  /**
   * Writes the whole state. Two engines in the same state write the same bytes, and only they do.
   *
   * @param chunkBytes the size of each chunk but the last; the bytes as a whole do not depend on it
   * @param chunks is given the chunks in their order, and may keep them
   * @throws IllegalStateException when the engine has failed
   */
  public void writeTo(int chunkBytes, Consumer<byte[]> chunks) {
    requireSound();
    StateWriter state = new StateWriter(chunkBytes, chunks);
    state.writeInt(STATE_FORMAT);
    state.writeInt(shard);
    state.writeLong(offset);
    state.writeLong(sequence);
    state.writeInstant(time);
    state.writeInt(behaviour);
    writeMarketTo(state);
    known.writeTo(state);
    writeBoundsTo(state);
    state.finish();
  }

  /** Bounds that never mattered have no bytes: so states had before there were any. */
  private void writeBoundsTo(StateWriter state) {
    if (!bounds.equals(CoreOrder.SetBounds.FIRST) || known.hasForgotten()) {
      state.writeByte(BOUNDS_FOLLOW);
      state.writeInt(bounds.openOrders());
      state.writeInt(bounds.rememberedGroups());
      known.writeBoundTo(state);
    }
  }

  private void readBoundsFrom(StateReader state) {
    if (state.isAtEnd()) {
      return;
    }
    if (state.readByte() != BOUNDS_FOLLOW) {
      throw new IllegalArgumentException("the state goes on after its end");
    }
    bound(new CoreOrder.SetBounds(state.readInt(), state.readInt()));
    known.readBoundFrom(state);
  }

  /** Contracts, groups, and what rests and waits: everything that trading changes. */
  void writeMarketTo(StateWriter state) {
    books.writeTo(state);
    state.writeInt(groups.size());
    int place = 0;
    for (Group group : groups.sorted()) {
      group.place = place++;
      group.writeTo(state);
    }
    books.all().forEach(book -> book.writeQueuesTo(state));
    List<Group> backlog = trading.backlog();
    state.writeInt(backlog.size());
    backlog.forEach(group -> state.writeInt(group.place));
  }

  /**
   * An engine in the state that {@link #writeTo} wrote; it goes on as the other would have.
   *
   * @param chunks all of the chunks, in their order
   * @throws IllegalArgumentException when they are not a state in the format of this version
   */
  public static Engine readFrom(Iterator<byte[]> chunks) {
    return readFrom(chunks, FUNDINGS_PER_COMMAND);
  }

  static Engine readFrom(Iterator<byte[]> chunks, int fundingsPerCommand) {
    StateReader state = new StateReader(chunks);
    int format = state.readInt();
    if (format != STATE_FORMAT) {
      throw new IllegalArgumentException("the state has format " + format);
    }
    Engine engine = new Engine(state.readInt(), fundingsPerCommand);
    engine.offset = state.readLong();
    engine.sequence = state.readLong();
    engine.time = state.readInstant();
    engine.behaviour = state.readInt();
    if (engine.behaviour > NEWEST_BEHAVIOUR) {
      throw new IllegalArgumentException("the state is of behaviour " + engine.behaviour);
    }
    engine.readMarketFrom(state);
    engine.known.readFrom(state);
    engine.readBoundsFrom(state);
    state.expectEnd();
    return engine;
  }

  private void readMarketFrom(StateReader state) {
    books.readFrom(state);
    List<Group> byPlace = new ArrayList<>();
    for (int left = state.readCount(); left > 0; left--) {
      Group group = open(Group.readTerms(state, shard, books));
      group.readFrom(state);
      byPlace.add(group);
    }
    books.all().forEach(book -> book.readQueuesFrom(state, byPlace));
    for (int left = state.readCount(); left > 0; left--) {
      trading.addToBacklog(state.readElement(byPlace));
    }
  }

  private Group open(OrderGroupTerms terms) {
    Group group = groups.open(terms, books);
    expiries.add(group);
    return group;
  }

  private void requireSound() {
    if (failed) {
      throw new IllegalStateException("the engine failed at offset " + offset);
    }
  }

  private void expire() {
    while (expiries.isDue(time)) {
      trading.end(expiries.first(), LegEnd.EXPIRED);
    }
  }

  private void execute(CoreOrder command) {
    switch (command) {
      case CoreOrder.SubmitOrderGroup(OrderGroupTerms terms) -> submit(terms);
      case CoreOrder.CancelOrderGroup(OrderGroupId group, LegId leg) -> cancel(group, leg);
      case CoreOrder.PublishContract(ContractTerms terms) -> publish(terms);
      case CoreOrder.CancelOrders(UserId user, ContractId contract) -> cancel(user, contract);
      case CoreOrder.SwitchBehaviour(int newer) -> behaviour = Math.max(behaviour, newer);
      case CoreOrder.SetBounds newer -> bound(newer);
      case CoreOrder.SkipCommand _, CoreOrder.Tick _ -> {
        // Time has passed already.
      }
    }
  }

  private void bound(CoreOrder.SetBounds newer) {
    bounds = newer;
    books.open.most = newer.openOrders();
    known.bound(newer.rememberedGroups());
  }

  private void submit(OrderGroupTerms terms) {
    Group live = groups.find(terms.group());
    if (live == null ? known.contains(terms) : live.terms.equals(terms)) {
      return; // Delivered again: its effect happened.
    }
    RejectReason refusal = refusal(terms);
    if (refusal != RejectReason.DUPLICATE_GROUP) {
      known.remember(terms);
    }
    if (refusal == null) {
      events.add().accepted(terms);
      trading.open(open(terms));
    } else {
      events.add().rejected(terms, refusal);
    }
  }

  private @Nullable RejectReason refusal(OrderGroupTerms terms) {
    if (groups.find(terms.group()) != null || known.contains(terms.group())) {
      return RejectReason.DUPLICATE_GROUP;
    }
    return known.isStale(terms.group()) ? RejectReason.EXPIRED : admission.refusal(terms, time);
  }

  private void cancel(OrderGroupId id, @Nullable LegId legId) {
    Group group = groups.find(id);
    if (group == null) {
      boolean ended = known.contains(id) || known.isStale(id);
      refuseCancel(id, legId, ended ? CancelReject.TOO_LATE : CancelReject.UNKNOWN_GROUP);
    } else if (legId == null) {
      trading.end(group, LegEnd.CANCELLED);
    } else if (!group.has(legId)) {
      refuseCancel(id, legId, CancelReject.UNKNOWN_GROUP);
    } else if (!group.legs.get(legId.number()).isLive()) {
      refuseCancel(id, legId, CancelReject.TOO_LATE);
    } else {
      trading.end(group.legs.get(legId.number()), LegEnd.CANCELLED);
    }
  }

  private void cancel(@Nullable UserId user, @Nullable ContractId contract) {
    List<Leg> meant =
        Arrays.stream(groups.sorted())
            .filter(group -> user == null || group.terms.user().equals(user))
            .flatMap(group -> group.legs.stream())
            .filter(leg -> leg.isLive())
            .filter(leg -> contract == null || leg.terms.contract().equals(contract))
            .limit(CANCELS_PER_COMMAND + 1L)
            .toList();
    boolean more = meant.size() > CANCELS_PER_COMMAND;
    List<Leg> now = more ? meant.subList(0, CANCELS_PER_COMMAND) : meant;
    now.forEach(leg -> trading.end(leg, LegEnd.CANCELLED));
    events.add(new CoreEvent.OrdersCancelled(user, contract, now.size(), more));
  }

  private void reject(OrderGroupTerms terms) {
    if (groups.find(terms.group()) == null && !known.contains(terms.group())) {
      known.remember(terms);
      events.add().rejected(terms, RejectReason.SKIPPED);
    }
  }

  /** Before anything changes: what a newer engine said is for newer engines. */
  private static void requireKnown(CoreOrder command) {
    if (command instanceof CoreOrder.SwitchBehaviour(int newer) && newer > NEWEST_BEHAVIOUR) {
      throw new IllegalStateException(
          "the log switches to behaviour %d, this engine knows %d"
              .formatted(newer, NEWEST_BEHAVIOUR));
    }
  }

  private void refuseCancel(OrderGroupId group, @Nullable LegId leg, CancelReject reason) {
    events.add().cancelRejected(group, leg, reason);
  }

  private void publish(ContractTerms terms) {
    String brokenRule = books.brokenRule(terms);
    if (brokenRule != null) {
      events.add(new CoreEvent.ContractRefused(terms, brokenRule));
      return;
    }
    Book book = books.publish(terms);
    events.add(new CoreEvent.ContractPublished(terms));
    if (!book.isHalted()) {
      trading.resume(book);
    }
  }

  private void forget(Group group) {
    groups.forget(group);
    expiries.remove(group);
  }
}
