package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An engine and a log for it, with groups that have names and events that read as sentences. */
final class Market {

  static final AssetCode TOKEN = new AssetCode("DMT");
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** One leg to be. */
  record Wish(Side side, String point, long lots, long priceUnits) {}

  final Engine engine;
  final List<CoreEvent> events = new ArrayList<>();
  private final Map<OrderGroupId, String> names = new LinkedHashMap<>();
  private final Map<String, OrderGroupTerms> groups = new LinkedHashMap<>();
  private Instant now = START;
  private long offset = -1;

  Market() {
    this(Engine.FUNDINGS_PER_COMMAND);
  }

  Market(int fundingsPerCommand, String... points) {
    engine = new Engine(0, fundingsPerCommand);
    for (String point : points.length == 0 ? new String[] {"SKY", "BEAN", "MART"} : points) {
      publish(contract(point, ContractState.OPEN));
    }
  }

  static Wish buy(String point, long lots, long priceUnits) {
    return new Wish(Side.BUY, point, lots, priceUnits);
  }

  static Wish sell(String point, long lots, long priceUnits) {
    return new Wish(Side.SELL, point, lots, priceUnits);
  }

  static ContractTerms contract(String point, ContractState state) {
    AssetCode code = new AssetCode(point);
    return new ContractTerms(
        ContractId.of(code, TOKEN), code, TOKEN, 0, 0, 2, 100, 1, 1, 10_000, 1_000_000, 0, state);
  }

  /** A good-till-cancel group. */
  List<String> submit(String name, long user, Wish... legs) {
    return submit(name, user, TimeInForce.GTC, null, legs);
  }

  List<String> submit(String name, long user, TimeInForce timeInForce, Wish... legs) {
    return submit(name, user, timeInForce, null, legs);
  }

  List<String> submit(
      String name, long user, TimeInForce timeInForce, @Nullable Instant expiresAt, Wish... legs) {
    return submit(group(name, user, timeInForce, expiresAt, legs));
  }

  List<String> submit(OrderGroupTerms group) {
    return apply(new CoreOrder.SubmitOrderGroup(group));
  }

  /** The terms of a group; not submitted. */
  OrderGroupTerms group(
      String name, long user, TimeInForce timeInForce, @Nullable Instant expiresAt, Wish... legs) {
    OrderGroupId id = id(names.size() + 1);
    List<LegTerms> terms = new ArrayList<>();
    for (Wish leg : legs) {
      AssetCode point = new AssetCode(leg.point());
      terms.add(
          new LegTerms(
              id.leg(terms.size()),
              ContractId.of(point, TOKEN),
              point,
              leg.side(),
              leg.lots(),
              100,
              leg.priceUnits(),
              0,
              "uid-" + user));
    }
    names.put(id, name);
    OrderGroupTerms group =
        new OrderGroupTerms(
            id, new UserId(user), TOKEN, 0, timeInForce, expiresAt, START, List.copyOf(terms));
    groups.put(name, group);
    return group;
  }

  /** An id made at the start of the market. */
  static OrderGroupId id(long number) {
    return new OrderGroupId(OrderGroupId.next(START, () -> 0L).value() + (number << 3));
  }

  List<String> cancel(String name) {
    return apply(new CoreOrder.CancelOrderGroup(terms(name).group(), null));
  }

  List<String> cancel(String name, int leg) {
    OrderGroupId group = terms(name).group();
    return apply(new CoreOrder.CancelOrderGroup(group, group.leg(leg)));
  }

  List<String> publish(ContractTerms terms) {
    return apply(new CoreOrder.PublishContract(terms));
  }

  List<String> halt(String point) {
    return publish(contract(point, ContractState.HALTED));
  }

  List<String> resume(String point) {
    return publish(contract(point, ContractState.OPEN));
  }

  List<String> tick(Duration later) {
    now = now.plus(later);
    return apply(new CoreOrder.Tick());
  }

  OrderGroupTerms terms(String name) {
    return groups.get(name);
  }

  Instant now() {
    return now;
  }

  void later(Duration later) {
    now = now.plus(later);
  }

  /** Contracts, groups and books, as bytes in hexadecimal. */
  String state() {
    StringBuilder bytes = new StringBuilder();
    StateWriter state = new StateWriter(1 << 12, it -> bytes.append(HexFormat.of().formatHex(it)));
    engine.writeMarketTo(state);
    state.finish();
    return bytes.toString();
  }

  /** Applies a command as the next of the log; what happened, as sentences. */
  List<String> apply(CoreOrder command) {
    List<CoreEvent> happened = new ArrayList<>();
    engine.apply(command, ++offset, now, event -> happened.add(event.toEvent()));
    events.addAll(happened);
    return happened.stream().map(event -> sentence(event.body())).toList();
  }

  private String sentence(CoreEvent.Body body) {
    return switch (body) {
      case CoreEvent.OrderGroupAccepted it -> name(it.group().group()) + " accepted";
      case CoreEvent.OrderGroupRejected it -> name(it.group().group()) + " rejected " + it.reason();
      case CoreEvent.Traded it ->
          "%d %s at %d: %s -> %s, taker %s"
              .formatted(
                  it.lots(),
                  point(it.contract()),
                  it.priceUnits(),
                  leg(it.sell().leg().value()),
                  leg(it.buy().leg().value()),
                  it.taker());
      case CoreEvent.LegEnded it ->
          "%s %s %d in %d"
              .formatted(leg(it.leg().value()), it.reason(), it.executedLots(), it.trades());
      case CoreEvent.OrderGroupEnded it ->
          name(it.group()) + " ended " + it.outcome() + ", purse " + it.purseUnits();
      case CoreEvent.CancelRejected it ->
          "cancel of "
              + (it.leg() == null ? name(it.group()) : leg(it.leg().value()))
              + " "
              + it.reason();
      case CoreEvent.ContractPublished it ->
          point(it.contract().contract()) + " published " + it.contract().state();
      case CoreEvent.ContractRefused it ->
          point(it.contract().contract()) + " refused: " + it.rule();
      case CoreEvent.OrdersCancelled it ->
          it.legs() + " cancelled" + (it.more() ? ", more left" : "");
      case CoreEvent.DepthChanged it ->
          "%s [%s] [%s] last %d"
              .formatted(
                  point(it.contract()), levels(it.bids()), levels(it.asks()), it.lastPriceUnits());
    };
  }

  private String name(OrderGroupId group) {
    return names.getOrDefault(group, "?");
  }

  private String leg(long leg) {
    return name(new OrderGroupId(leg & -8)) + "." + (leg & 7);
  }

  private static String point(ContractId contract) {
    return contract.value().substring(0, contract.value().indexOf('-'));
  }

  private static String levels(List<CoreEvent.Level> levels) {
    return levels.stream()
        .map(level -> level.priceUnits() + "x" + level.lots())
        .collect(Collectors.joining(" "));
  }
}
