package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.CancelReject;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreOrder;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: the same rules, written to be read and not to be fast. One list of resting lots in
 * the order in which they queued; the best is looked for each time; sums are counted anew; tokens
 * are divided lot by lot; nothing is forgotten.
 */
final class NaiveEngine {

  /** Lots of a leg in a book. Its place in {@link #queue} is its time. */
  private static final class Lots {
    final NaiveLeg leg;
    long lots;

    Lots(NaiveLeg leg, long lots) {
      this.leg = leg;
      this.lots = lots;
    }

    long price() {
      return leg.terms.limitPriceUnits();
    }
  }

  private static final class NaiveLeg {
    final OrderGroupTerms group;
    final LegTerms terms;
    final List<CoreEvent.Traded> trades = new ArrayList<>();
    @Nullable LegEnd end;
    long waiting;

    NaiveLeg(OrderGroupTerms group, LegTerms terms) {
      this.group = group;
      this.terms = terms;
    }

    boolean live() {
      return end == null;
    }

    boolean buys() {
      return terms.side() == Side.BUY;
    }

    long executed() {
      return trades.stream().mapToLong(CoreEvent.Traded::lots).sum();
    }

    long open() {
      return terms.lots() - executed();
    }

    boolean takes(long price) {
      return buys() ? price <= terms.limitPriceUnits() : price >= terms.limitPriceUnits();
    }

    CoreEvent.Party party() {
      return new CoreEvent.Party(group.group(), terms.leg(), group.user());
    }
  }

  private static final class NaiveGroup {
    final OrderGroupTerms terms;
    final List<NaiveLeg> legs;

    NaiveGroup(OrderGroupTerms terms) {
      this.terms = terms;
      this.legs = terms.legs().stream().map(leg -> new NaiveLeg(terms, leg)).toList();
    }

    boolean linked() {
      return terms.funding() == Funding.LINKED;
    }

    boolean live() {
      return legs.stream().anyMatch(NaiveLeg::live);
    }

    List<NaiveLeg> live(Side side) {
      return legs.stream().filter(leg -> leg.live() && leg.terms.side() == side).toList();
    }

    long purse() {
      long hold =
          terms.funding() == Funding.HOLD ? terms.legs().getFirst().limitNotionalUnits() : 0;
      long earned = linked() ? notional(Side.SELL) : 0;
      return hold + earned - notional(Side.BUY);
    }

    private long notional(Side side) {
      return legs.stream()
          .filter(leg -> leg.terms.side() == side)
          .flatMap(leg -> leg.trades.stream())
          .mapToLong(CoreEvent.Traded::notionalUnits)
          .sum();
    }

    GroupEnd outcome() {
      if (legs.stream().allMatch(leg -> leg.end == LegEnd.FILLED)) {
        return GroupEnd.FILLED;
      }
      if (legs.stream().anyMatch(leg -> leg.executed() > 0)) {
        return GroupEnd.PARTLY_FILLED;
      }
      List<LegEnd> ends = legs.stream().map(leg -> leg.end).toList();
      return ends.contains(LegEnd.EXPIRED)
          ? GroupEnd.EXPIRED
          : ends.contains(LegEnd.KILLED) ? GroupEnd.KILLED : GroupEnd.CANCELLED;
    }
  }

  private final int fundingsPerCommand;
  private final Map<ContractId, ContractTerms> contracts = new TreeMap<>();
  private final Map<ContractId, Long> highestPrices = new HashMap<>();
  private final Map<ContractId, Long> lastPrices = new HashMap<>();
  private final List<Lots> queue = new ArrayList<>();
  private final List<NaiveLeg> waiting = new ArrayList<>();
  private final Map<OrderGroupId, NaiveGroup> groups = new TreeMap<>();
  private final Map<OrderGroupId, OrderGroupTerms> seen = new HashMap<>();
  private final List<NaiveGroup> toEnd = new ArrayList<>();
  private final List<NaiveGroup> toFund = new ArrayList<>();
  private final LinkedHashSet<ContractId> changed = new LinkedHashSet<>();
  private List<CoreEvent.Body> events = new ArrayList<>();
  private Instant time = Instant.EPOCH;
  private int fundingsLeft;
  private CoreOrder.SetBounds bounds = CoreOrder.SetBounds.FIRST;

  /** The last id that had to be forgotten; it and all before it are stale. */
  private long forgotten;

  NaiveEngine(int fundingsPerCommand) {
    this.fundingsPerCommand = fundingsPerCommand;
  }

  List<CoreEvent.Body> apply(CoreOrder command, Instant appendTime) {
    events = new ArrayList<>();
    changed.clear();
    time = appendTime.isAfter(time) ? appendTime : time;
    fundingsLeft = fundingsPerCommand;
    groups.values().stream()
        .filter(group -> group.live() && expired(group.terms))
        .sorted(Comparator.comparing(group -> Objects.requireNonNull(group.terms.expiresAt())))
        .toList()
        .forEach(group -> group.legs.forEach(leg -> end(leg, LegEnd.EXPIRED)));
    settle();
    switch (command) {
      case CoreOrder.SubmitOrderGroup(OrderGroupTerms terms) -> submit(terms);
      case CoreOrder.CancelOrderGroup(OrderGroupId group, LegId leg) -> cancel(group, leg);
      case CoreOrder.PublishContract(ContractTerms terms) -> publish(terms);
      case CoreOrder.CancelOrders(UserId user, ContractId contract) -> cancel(user, contract);
      case CoreOrder.SetBounds newer -> {
        bounds = newer;
        forget();
      }
      case CoreOrder.SkipCommand _, CoreOrder.SwitchBehaviour _, CoreOrder.Tick _ -> {}
    }
    settle();
    changed.forEach(contract -> events.add(depth(contract)));
    return events;
  }

  CoreEvent.DepthChanged depth(ContractId contract) {
    return new CoreEvent.DepthChanged(
        contract,
        levels(contract, Side.BUY, Comparator.reverseOrder()),
        levels(contract, Side.SELL, Comparator.naturalOrder()),
        lastPrices.getOrDefault(contract, 0L));
  }

  private List<CoreEvent.Level> levels(ContractId contract, Side side, Comparator<Long> order) {
    Map<Long, Long> lots = new TreeMap<>(order);
    queue.stream()
        .filter(it -> it.leg.terms.contract().equals(contract) && it.leg.terms.side() == side)
        .forEach(it -> lots.merge(it.price(), it.lots, Long::sum));
    return lots.entrySet().stream()
        .limit(20)
        .map(level -> new CoreEvent.Level(level.getKey(), level.getValue()))
        .toList();
  }

  private boolean expired(OrderGroupTerms terms) {
    return terms.expiresAt() != null && !time.isBefore(terms.expiresAt());
  }

  private boolean stale(OrderGroupId group) {
    return group.value() <= forgotten
        || Duration.between(group.createdAt(), time).compareTo(Duration.ofDays(7)) > 0;
  }

  private void forget() {
    List<OrderGroupId> remembered =
        seen.keySet().stream().filter(id -> !stale(id)).sorted().toList();
    int tooMany = remembered.size() - bounds.rememberedGroups();
    if (tooMany > 0) {
      forgotten = remembered.get(tooMany - 1).value();
    }
  }

  private void submit(OrderGroupTerms terms) {
    NaiveGroup known = groups.get(terms.group());
    boolean live = known != null && known.live();
    OrderGroupTerms before = live || !stale(terms.group()) ? seen.get(terms.group()) : null;
    if (terms.equals(before)) {
      return;
    }
    RejectReason reason =
        before != null
            ? RejectReason.DUPLICATE_GROUP
            : stale(terms.group()) ? RejectReason.EXPIRED : refusal(terms);
    seen.putIfAbsent(terms.group(), terms);
    forget();
    if (reason != null) {
      events.add(new CoreEvent.OrderGroupRejected(terms, reason));
      return;
    }
    events.add(new CoreEvent.OrderGroupAccepted(terms));
    NaiveGroup group = new NaiveGroup(terms);
    groups.put(terms.group(), group);
    if (terms.timeInForce() == TimeInForce.FOK) {
      fillOrKill(group);
    } else {
      group.legs.stream()
          .filter(leg -> !(leg.buys() && group.linked()))
          .forEach(leg -> enter(leg, leg.terms.lots()));
    }
  }

  private @Nullable RejectReason refusal(OrderGroupTerms group) {
    if (group.shard() != 0) {
      return RejectReason.WRONG_SHARD;
    }
    if (expired(group)) {
      return RejectReason.EXPIRED;
    }
    for (LegTerms leg : group.legs()) {
      ContractTerms terms = contracts.get(leg.contract());
      if (terms == null
          || !terms.token().equals(group.token())
          || !terms.point().equals(leg.point())) {
        return RejectReason.UNKNOWN_CONTRACT;
      }
      if (terms.state() == ContractState.HALTED) {
        return RejectReason.CONTRACT_HALTED;
      }
      if (terms.lotUnits() != leg.lotUnits()) {
        return RejectReason.TERMS_CHANGED;
      }
      if (leg.lots() < terms.minLots() || leg.lots() > terms.maxLots()) {
        return RejectReason.QUANTITY_OUT_OF_RANGE;
      }
      if (leg.limitPriceUnits() > terms.maxPriceUnits()
          || leg.limitPriceUnits() % terms.tickUnits() != 0) {
        return RejectReason.PRICE_OUT_OF_RANGE;
      }
    }
    for (Side side : Side.values()) {
      BigInteger most =
          group.legs().stream()
              .filter(leg -> leg.side() == side)
              .map(
                  leg ->
                      BigInteger.valueOf(leg.lots())
                          .multiply(
                              BigInteger.valueOf(
                                  side == Side.BUY
                                      ? leg.limitPriceUnits()
                                      : highestPrices.get(leg.contract()))))
              .reduce(BigInteger.ZERO, BigInteger::add);
      if (most.bitLength() > 62) {
        return RejectReason.QUANTITY_OUT_OF_RANGE;
      }
    }
    long live =
        groups.values().stream().flatMap(it -> it.legs.stream()).filter(NaiveLeg::live).count();
    int more = group.timeInForce() == TimeInForce.GTC ? group.legs().size() : 0;
    if (live + more > bounds.openOrders() || queue.size() + more > bounds.openOrders()) {
      return RejectReason.SHARD_FULL;
    }
    return null;
  }

  private void cancel(OrderGroupId id, @Nullable LegId leg) {
    NaiveGroup group = groups.get(id);
    if (group == null || !group.live()) {
      boolean known = seen.containsKey(id) || stale(id);
      events.add(
          new CoreEvent.CancelRejected(
              id, leg, known ? CancelReject.TOO_LATE : CancelReject.UNKNOWN_GROUP));
      return;
    }
    List<NaiveLeg> meant =
        group.legs.stream().filter(it -> leg == null || it.terms.leg().equals(leg)).toList();
    if (meant.isEmpty()) {
      events.add(new CoreEvent.CancelRejected(id, leg, CancelReject.UNKNOWN_GROUP));
    } else if (meant.stream().noneMatch(NaiveLeg::live)) {
      events.add(new CoreEvent.CancelRejected(id, leg, CancelReject.TOO_LATE));
    } else {
      meant.forEach(it -> end(it, LegEnd.CANCELLED));
    }
  }

  private void cancel(@Nullable UserId user, @Nullable ContractId contract) {
    int legs = 0;
    for (NaiveGroup group : groups.values()) {
      for (NaiveLeg leg : group.legs) {
        boolean meant =
            (user == null || group.terms.user().equals(user))
                && (contract == null || leg.terms.contract().equals(contract));
        if (meant && leg.live()) {
          end(leg, LegEnd.CANCELLED);
          legs++;
        }
      }
    }
    events.add(new CoreEvent.OrdersCancelled(user, contract, legs, false));
  }

  private void publish(ContractTerms terms) {
    ContractTerms before = contracts.get(terms.contract());
    boolean open =
        groups.values().stream()
            .flatMap(group -> group.legs.stream())
            .anyMatch(leg -> leg.live() && leg.terms.contract().equals(terms.contract()));
    int tokenScale =
        contracts.values().stream()
            .filter(it -> it.token().equals(terms.token()))
            .map(ContractTerms::tokenScale)
            .findFirst()
            .orElse(terms.tokenScale());
    String rule = null;
    if (terms.shard() != 0) {
      rule = "it belongs to shard " + terms.shard() + ", not 0";
    } else if (terms.maxLots() > 1L << 40) {
      rule = "maxLots must be at most 1099511627776";
    } else if (terms.tokenScale() != tokenScale) {
      rule = "tokenScale must be " + tokenScale + " in all contracts of the token";
    } else if (before != null && before.pointScale() != terms.pointScale()) {
      rule = "pointScale cannot change";
    } else if (before != null && before.lotUnits() != terms.lotUnits() && open) {
      rule = "lotUnits cannot change while orders are open";
    }
    if (rule != null) {
      events.add(new CoreEvent.ContractRefused(terms, rule));
      return;
    }
    contracts.put(terms.contract(), terms);
    highestPrices.merge(terms.contract(), terms.maxPriceUnits(), Math::max);
    events.add(new CoreEvent.ContractPublished(terms));
    if (terms.state() == ContractState.OPEN) {
      List<NaiveLeg> entering =
          waiting.stream().filter(it -> it.terms.contract().equals(terms.contract())).toList();
      waiting.removeAll(entering);
      for (NaiveLeg leg : entering) {
        long lots = leg.waiting;
        leg.waiting = 0;
        enter(leg, lots);
      }
    }
  }

  private @Nullable Lots best(NaiveLeg taker, boolean passesOwn) {
    Comparator<Lots> byPrice = Comparator.comparing(Lots::price);
    return queue.stream()
        .filter(it -> it.leg.terms.contract().equals(taker.terms.contract()))
        .filter(it -> it.leg.terms.side() != taker.terms.side() && taker.takes(it.price()))
        .filter(it -> !passesOwn || !it.leg.group.user().equals(taker.group.user()))
        .min(taker.buys() ? byPrice : byPrice.reversed()) // the first of equals: it queued first
        .orElse(null);
  }

  private void enter(NaiveLeg leg, long lots) {
    long left = sweep(leg, lots, false);
    if (left > 0 && leg.group.timeInForce() == TimeInForce.IOC) {
      end(leg, LegEnd.KILLED);
    } else if (left > 0) {
      Lots behind = null;
      for (Lots other : queue) {
        if (other.leg.terms.contract().equals(leg.terms.contract())
            && other.leg.terms.side() == leg.terms.side()
            && other.price() == leg.terms.limitPriceUnits()) {
          behind = other;
        }
      }
      if (behind != null && behind.leg == leg) {
        behind.lots += left;
      } else {
        queue.add(new Lots(leg, left));
      }
      changed.add(leg.terms.contract());
    }
  }

  private long sweep(NaiveLeg leg, long lots, boolean passesOwn) {
    long left = lots;
    Lots maker = best(leg, passesOwn);
    while (left > 0 && maker != null) {
      if (maker.leg.group.user().equals(leg.group.user())) {
        end(maker.leg, LegEnd.SELF_TRADE);
      } else {
        long traded = Math.min(left, maker.lots);
        left -= traded;
        trade(leg, maker, traded);
      }
      maker = best(leg, passesOwn);
    }
    return left;
  }

  private void trade(NaiveLeg taker, Lots maker, long lots) {
    NaiveLeg buy = taker.buys() ? taker : maker.leg;
    NaiveLeg sell = taker.buys() ? maker.leg : taker;
    CoreEvent.Traded trade =
        new CoreEvent.Traded(
            taker.terms.contract(),
            lots,
            taker.terms.lotUnits(),
            maker.price(),
            buy.party(),
            sell.party(),
            taker.terms.side());
    maker.lots -= lots;
    if (maker.lots == 0) {
      queue.remove(maker);
    }
    buy.trades.add(trade);
    sell.trades.add(trade);
    events.add(trade);
    changed.add(trade.contract());
    lastPrices.put(trade.contract(), trade.priceUnits());
    add(toFund, group(sell));
    if (trade.priceUnits() < buy.terms.limitPriceUnits()) {
      add(toFund, group(buy));
    }
    add(toEnd, group(buy));
    if (maker.leg.open() == 0) {
      end(maker.leg, LegEnd.FILLED);
    }
    if (taker.open() == 0) {
      end(taker, LegEnd.FILLED);
    }
  }

  private void fillOrKill(NaiveGroup group) {
    List<NaiveLeg> order = new ArrayList<>(group.live(Side.SELL));
    order.addAll(group.live(Side.BUY));
    long purse = group.purse();
    boolean feasible = true;
    for (NaiveLeg leg : order) {
      List<Lots> makers =
          queue.stream()
              .filter(it -> it.leg.terms.contract().equals(leg.terms.contract()))
              .filter(it -> it.leg.terms.side() != leg.terms.side() && leg.takes(it.price()))
              .filter(it -> !it.leg.group.user().equals(leg.group.user()))
              .sorted(Comparator.comparing(it -> leg.buys() ? it.price() : -it.price()))
              .toList();
      long left = leg.terms.lots();
      for (Lots maker : makers) {
        long lots = Math.min(left, maker.lots);
        left -= lots;
        purse += leg.buys() ? -lots * maker.price() : group.linked() ? lots * maker.price() : 0;
      }
      feasible &= left == 0;
    }
    if (!feasible || purse < 0) {
      group.legs.forEach(leg -> end(leg, LegEnd.KILLED));
    } else {
      order.forEach(leg -> sweep(leg, leg.terms.lots(), true));
    }
  }

  private void end(NaiveLeg leg, LegEnd reason) {
    if (!leg.live()) {
      return;
    }
    leg.end = reason;
    leg.waiting = 0;
    waiting.remove(leg);
    if (queue.removeIf(it -> it.leg == leg)) {
      changed.add(leg.terms.contract());
    }
    NaiveGroup group = group(leg);
    events.add(
        new CoreEvent.LegEnded(
            group.terms.group(), leg.terms.leg(), reason, leg.executed(), leg.trades.size()));
    if (group.live()) {
      add(toEnd, group);
      add(toFund, group);
    } else {
      events.add(
          new CoreEvent.OrderGroupEnded(group.terms.group(), group.outcome(), group.purse()));
    }
  }

  private NaiveGroup group(NaiveLeg leg) {
    return Objects.requireNonNull(groups.get(leg.group.group()));
  }

  private static void add(List<NaiveGroup> queue, NaiveGroup group) {
    if (group.linked() && !queue.contains(group)) {
      queue.add(group);
    }
  }

  private void settle() {
    while (!toEnd.isEmpty() || (!toFund.isEmpty() && fundingsLeft > 0)) {
      if (!toEnd.isEmpty()) {
        NaiveGroup group = toEnd.removeFirst();
        if (group.live(Side.BUY).isEmpty()) {
          group.live(Side.SELL).forEach(leg -> end(leg, LegEnd.LINK_ENDED));
        } else if (group.live(Side.SELL).isEmpty()) {
          group.live(Side.BUY).stream()
              .filter(leg -> leg.terms.limitPriceUnits() > group.purse())
              .forEach(leg -> end(leg, LegEnd.FUNDS_EXHAUSTED));
        }
      } else {
        NaiveGroup group = toFund.removeFirst();
        if (group.live()) {
          fundingsLeft--;
          fund(group);
        }
      }
    }
  }

  private long devoted(NaiveLeg leg) {
    return leg.waiting + queue.stream().filter(it -> it.leg == leg).mapToLong(it -> it.lots).sum();
  }

  private void fund(NaiveGroup group) {
    List<NaiveLeg> buys = group.live(Side.BUY);
    long free = group.purse();
    BigInteger shared = BigInteger.ZERO;
    BigInteger notional = BigInteger.ZERO;
    for (NaiveLeg leg : buys) {
      long price = leg.terms.limitPriceUnits();
      free -= devoted(leg) * price;
      shared = shared.add(BigInteger.valueOf((leg.executed() + devoted(leg)) * price));
      notional = notional.add(BigInteger.valueOf(leg.terms.limitNotionalUnits()));
    }
    shared = shared.add(BigInteger.valueOf(free));
    long[] granted = new long[buys.size()];
    for (int round = 0; round < 3; round++) {
      if (round == 2 && !group.live(Side.SELL).isEmpty()) {
        break;
      }
      for (int i = 0; i < granted.length; i++) {
        NaiveLeg leg = buys.get(i);
        BigInteger part =
            shared.multiply(BigInteger.valueOf(leg.terms.limitNotionalUnits())).divide(notional);
        long target = part.longValueExact() / leg.terms.limitPriceUnits();
        long goal = round == 0 ? target : round == 1 ? target + 1 : Long.MAX_VALUE;
        long covered = leg.executed() + devoted(leg);
        while (covered + granted[i] < Math.min(goal, leg.terms.lots())
            && free >= leg.terms.limitPriceUnits()) {
          granted[i]++;
          free -= leg.terms.limitPriceUnits();
        }
      }
    }
    for (int i = 0; i < granted.length; i++) {
      NaiveLeg leg = buys.get(i);
      if (granted[i] > 0 && contracts.get(leg.terms.contract()).state() == ContractState.HALTED) {
        if (!waiting.contains(leg)) {
          waiting.add(leg);
        }
        leg.waiting += granted[i];
      } else if (granted[i] > 0) {
        enter(leg, granted[i]);
      }
    }
  }
}
