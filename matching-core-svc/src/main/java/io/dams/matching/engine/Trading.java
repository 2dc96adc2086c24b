package io.dams.matching.engine;

import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of groups in the books: matching, linked funding and ends. It emits what happens, in
 * order, and publishes nothing itself.
 *
 * <p>What a trade means for <em>other</em> legs of its two groups (a purse to divide, sells with
 * nothing left to pay for, buys that nothing can pay any more) waits in two queues until the legs
 * at hand are executed; {@link #settle} then works them off, ends before money, first in, first
 * out. So a fill-or-kill group executes on exactly the books that it was found feasible on.
 */
final class Trading {

  private final EventBuffer events;
  private final Consumer<Group> ended;
  private final int fundingsPerCommand;
  private final List<Book> changed = new ArrayList<>();
  private final ArrayDeque<Group> endings = new ArrayDeque<>();
  private final ArrayDeque<Group> fundings = new ArrayDeque<>();
  private final PurseDivision division = new PurseDivision();
  private final List<Leg> claimants = new ArrayList<>(OrderGroupTerms.MAX_LEGS);
  private final Sweep sweep = new Sweep();
  private int fundingsLeft;

  /**
   * @param ended is told each group whose last leg ended
   * @param fundingsPerCommand how many purses one command divides at most
   */
  Trading(EventBuffer events, Consumer<Group> ended, int fundingsPerCommand) {
    this.events = events;
    this.ended = ended;
    this.fundingsPerCommand = fundingsPerCommand;
  }

  /** A command begins: it may divide so many purses. */
  void begin() {
    fundingsLeft = fundingsPerCommand;
  }

  /** After a command: finishes the queues and publishes each book that changed, once. */
  void finish() {
    settle();
    for (int i = 0; i < changed.size(); i++) {
      Book book = changed.get(i);
      book.changed = false;
      events.add().depthChanged(book);
    }
    changed.clear();
  }

  /** Groups whose newly earned tokens still have to be divided, first come first. */
  List<Group> backlog() {
    return fundings.stream().filter(Group::isLive).toList();
  }

  /** Puts a group at the end of that queue. */
  void addToBacklog(Group group) {
    divideLater(group);
  }

  /** Executes a new group as far as its books have it, and queues or ends the rest. */
  void open(Group group) {
    if (group.terms.timeInForce() == TimeInForce.FOK) {
      fillOrKill(group);
      return;
    }
    for (int i = 0; i < group.legs.size(); i++) {
      Leg leg = group.legs.get(i);
      if (!leg.buys() || !group.isLinked()) {
        enter(leg, leg.openLots());
      }
    }
  }

  /** Ends all live legs of a group. */
  void end(Group group, LegEnd reason) {
    for (int i = 0; i < group.legs.size(); i++) {
      end(group.legs.get(i), reason);
    }
  }

  /** Ends one leg, live or not; nothing happens to a leg that has ended. */
  void end(Leg leg, LegEnd reason) {
    if (!leg.isLive()) {
      return;
    }
    if (leg.waitingLots > 0) {
      leg.book.waiting.remove(leg);
    }
    leg.end = reason;
    leg.fundedLots = 0;
    leg.waitingLots = 0;
    leg.book.closed();
    leg.group.liveLegs--;
    if (leg.book.remove(leg)) {
      touch(leg.book);
    }
    Group group = leg.group;
    events.add().ended(leg, reason);
    if (!group.isLive()) {
      events.add().ended(group);
      ended.accept(group);
    } else {
      lookAtEnds(group);
      divideLater(group);
    }
  }

  /** A contract opens: what was funded while it was halted enters its book, in that order. */
  void resume(Book book) {
    for (Leg leg = book.waiting.poll(); leg != null; leg = book.waiting.poll()) {
      long lots = leg.waitingLots;
      leg.waitingLots = 0;
      enter(leg, lots);
    }
  }

  private void enter(Leg leg, long lots) {
    long left = sweep.match(leg, lots, false);
    if (left == 0) {
      return;
    }
    if (leg.group.terms.timeInForce() == TimeInForce.IOC) {
      end(leg, LegEnd.KILLED);
    } else {
      leg.book.queue(leg, left);
      touch(leg.book);
    }
  }

  private void fillOrKill(Group group) {
    if (!isExecutable(group)) {
      end(group, LegEnd.KILLED);
      return;
    }
    executeAll(group, Side.SELL);
    executeAll(group, Side.BUY);
  }

  private static boolean isExecutable(Group group) {
    long purseUnits = group.purseUnits;
    for (int i = 0; i < group.legs.size(); i++) {
      Leg leg = group.legs.get(i);
      long notional = executableNotional(leg);
      if (notional < 0) {
        return false;
      }
      purseUnits += leg.buys() ? -notional : group.isLinked() ? notional : 0;
    }
    return purseUnits >= 0;
  }

  private void executeAll(Group group, Side side) {
    for (int i = 0; i < group.legs.size(); i++) {
      Leg leg = group.legs.get(i);
      if (leg.terms.side() == side) {
        leg.fundedLots = leg.buys() ? leg.openLots() : 0;
        if (sweep.match(leg, leg.openLots(), true) != 0) {
          throw new IllegalStateException("leg " + leg.terms.leg() + " was not executable");
        }
      }
    }
  }

  /** What executing the whole leg at once would cost or earn; -1 when its book does not have it. */
  private static long executableNotional(Leg leg) {
    long left = leg.openLots();
    long notional = 0;
    OrderBook orders = leg.book.orders();
    int maker = orders.first(against(leg));
    while (left > 0 && maker != OrderBook.NONE && leg.accepts(orders.priceUnits(maker))) {
      if (!leg.book.leg(maker).isOfSameUser(leg)) {
        long lots = Math.min(left, orders.lots(maker));
        notional = Math.addExact(notional, lots * orders.priceUnits(maker));
        left -= lots;
      }
      maker = orders.after(maker);
    }
    return left == 0 ? notional : -1;
  }

  /** A leg that trades against the other side of its book; one at a time, in the same memory. */
  private final class Sweep implements OrderBook.Taker {

    private @Nullable Leg taker;
    private boolean passesOwn;

    /**
     * Trades best first, as far as its limit allows.
     *
     * @param leavesOwn whether orders of the same user are left out; they are cancelled otherwise
     * @return lots that found nothing
     */
    long match(Leg leg, long lots, boolean leavesOwn) {
      taker = leg;
      passesOwn = leavesOwn;
      return leg.book.orders().match(leg.terms.side(), leg.limitUnits(), lots, this);
    }

    @Override
    public OrderBook.Meeting meets(int maker) {
      Leg resting = taker().book.leg(maker);
      if (!resting.isOfSameUser(taker())) {
        return OrderBook.Meeting.TRADE;
      }
      if (passesOwn) {
        return OrderBook.Meeting.PASS;
      }
      end(resting, LegEnd.SELF_TRADE);
      return OrderBook.Meeting.GONE;
    }

    @Override
    public void trades(int maker, long priceUnits, long lots) {
      trade(taker(), maker, priceUnits, lots);
    }

    private Leg taker() {
      return Objects.requireNonNull(taker);
    }
  }

  private void trade(Leg taker, int maker, long priceUnits, long lots) {
    Leg resting = taker.book.leg(maker);
    Leg buy = taker.buys() ? taker : resting;
    Leg sell = taker.buys() ? resting : taker;
    long notionalUnits = Math.multiplyExact(lots, priceUnits);
    taker.book.traded(maker, priceUnits);
    touch(taker.book);
    execute(buy, lots);
    execute(sell, lots);
    sell.group.earn(notionalUnits);
    buy.group.spend(notionalUnits);
    events.add().traded(buy, sell, taker.terms.side(), lots, priceUnits);
    divideLater(sell.group);
    if (priceUnits < buy.limitUnits()) {
      divideLater(buy.group);
    }
    lookAtEnds(buy.group);
    if (resting.openLots() == 0) {
      end(resting, LegEnd.FILLED);
    }
    if (taker.openLots() == 0) {
      end(taker, LegEnd.FILLED);
    }
  }

  private static void execute(Leg leg, long lots) {
    leg.executedLots += lots;
    leg.trades++;
    if (leg.buys()) {
      leg.fundedLots -= lots;
    }
  }

  /**
   * Works off both queues: all ends before each division of a purse. It comes to an end, because a
   * group stands in a queue only once, gets there only by a trade or a leg's end, and no trade adds
   * a lot to what its groups ordered; what is beyond the bound of a command stays in the queue, in
   * its place, and is the first thing that the next command does.
   */
  void settle() {
    while (true) {
      if (!endings.isEmpty()) {
        Group group = endings.remove();
        group.inEnding = false;
        endWhatIsPointless(group);
      } else if (!fundings.isEmpty() && fundingsLeft > 0) {
        Group group = fundings.remove();
        group.inFunding = false;
        if (group.isLive()) {
          fundingsLeft--;
          fund(group);
        }
      } else {
        return;
      }
    }
  }

  /** Sells that have nothing to pay for, and buys that nothing will ever pay for. */
  private void endWhatIsPointless(Group group) {
    if (!group.hasLive(Side.BUY)) {
      end(group, LegEnd.LINK_ENDED);
    } else if (!group.hasLive(Side.SELL)) {
      for (int i = 0; i < group.legs.size(); i++) {
        Leg leg = group.legs.get(i);
        if (group.purseUnits < leg.limitUnits()) {
          end(leg, LegEnd.FUNDS_EXHAUSTED);
        }
      }
    }
  }

  private void fund(Group group) {
    claimants.clear();
    long freeUnits = group.purseUnits;
    for (int i = 0; i < group.legs.size(); i++) {
      Leg leg = group.legs.get(i);
      if (leg.isLive() && leg.buys()) {
        claimants.add(leg);
        freeUnits -= leg.fundedLots * leg.limitUnits();
      }
    }
    if (claimants.isEmpty()) {
      return;
    }
    if (freeUnits < 0) {
      throw new IllegalStateException("purse of group " + group.terms.group() + " is shown twice");
    }
    division.begin(freeUnits);
    for (int i = 0; i < claimants.size(); i++) {
      Leg leg = claimants.get(i);
      division.claim(leg.terms.lots(), leg.executedLots + leg.fundedLots, leg.limitUnits());
    }
    division.divide(group.hasLive(Side.SELL));
    for (int i = 0; i < claimants.size(); i++) {
      claimants.get(i).fundedLots += division.grantedLots(i);
    }
    for (int i = 0; i < claimants.size(); i++) {
      if (division.grantedLots(i) > 0) {
        enterOrWait(claimants.get(i), division.grantedLots(i));
      }
    }
  }

  private void enterOrWait(Leg leg, long lots) {
    if (!leg.book.isHalted()) {
      enter(leg, lots);
      return;
    }
    if (leg.waitingLots == 0) {
      leg.book.waiting.add(leg);
    }
    leg.waitingLots += lots;
  }

  private void lookAtEnds(Group group) {
    if (group.isLinked() && !group.inEnding) {
      group.inEnding = true;
      endings.add(group);
    }
  }

  private void divideLater(Group group) {
    if (group.isLinked() && !group.inFunding) {
      group.inFunding = true;
      fundings.add(group);
    }
  }

  private void touch(Book book) {
    if (!book.changed) {
      book.changed = true;
      changed.add(book);
    }
  }

  private static Side against(Leg leg) {
    return leg.buys() ? Side.SELL : Side.BUY;
  }
}
