package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.frontoffice.candle.CandleBoard;
import io.dams.frontoffice.candle.CandlePeriod;
import io.dams.frontoffice.candle.DayStats;
import io.dams.frontoffice.corestream.CoreProjection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Depth and trades of all books, as the core last told them. */
@Component
public class Markets implements CoreProjection {

  private static final Duration TRADES_KEPT = Duration.ofDays(7);
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Map<ContractId, Tape> tapes = new ConcurrentHashMap<>();
  private final Map<ContractId, Glance> glances = new ConcurrentHashMap<>();
  private final MarketMapper mapper;
  private final CandleBoard candles;
  private final Clock clock;

  Markets(MarketMapper mapper, CandleBoard candles, Clock clock) {
    this.mapper = mapper;
    this.candles = candles;
    this.clock = clock;
  }

  /** The depth of a book; without levels when the core told nothing of it yet. */
  public Depth depth(ContractId contract) {
    MarketMapper.DepthRow row = mapper.depth(contract);
    return row == null
        ? Depth.unknown(contract)
        : new Depth(
            contract,
            levels(row.bids()),
            levels(row.asks()),
            row.lastPriceUnits(),
            row.coreSequence(),
            row.at());
  }

  /** The last of a book as it was read for the clients here; read now when it was not. */
  Tape tape(ContractId contract) {
    return tapes.computeIfAbsent(contract, id -> read(id, null));
  }

  /** Reads the last of the books that have clients here, once for all of them; forgets others. */
  Collection<Tape> readTapes(Collection<ContractId> contracts) {
    tapes.keySet().retainAll(contracts);
    contracts.forEach(contract -> tapes.put(contract, read(contract, tapes.get(contract))));
    return List.copyOf(tapes.values());
  }

  /** Candles and the day are read again only after a trade, or when a minute has gone by. */
  private Tape read(ContractId contract, @Nullable Tape before) {
    Depth depth = depth(contract);
    List<MarketTrade> trades =
        mapper.tradesBefore(contract, Long.MAX_VALUE, Tape.LENGTH).reversed();
    Instant minute = CandlePeriod.M1.start(clock.instant());
    if (before != null && before.minute().equals(minute) && before.trades().equals(trades)) {
      return new Tape(depth, trades, minute, before.day(), before.candles());
    }
    return new Tape(depth, trades, minute, candles.day(contract, minute), candles.latest(contract));
  }

  /**
   * The last 24 hours of a known book, read once a second at most; null without a trade in them.
   */
  @Nullable DayStats day(ContractId contract) {
    Instant now = clock.instant();
    Glance last = glances.get(contract);
    if (last == null || now.isBefore(last.at()) || !now.isBefore(last.at().plus(GLANCE))) {
      last = new Glance(now, candles.day(contract, now));
      glances.put(contract, last);
    }
    return last.day();
  }

  /** Trades after a core sequence, oldest first. */
  List<MarketTrade> tradesAfter(ContractId contract, long sequence, int limit) {
    return mapper.tradesAfter(contract, sequence, limit);
  }

  /** Trades before a core sequence, newest first. */
  List<MarketTrade> tradesBefore(ContractId contract, long sequence, int limit) {
    return mapper.tradesBefore(contract, sequence, limit);
  }

  /** Deletes so many of the trades older than a week; returns how many there were. */
  int prune(int limit) {
    return mapper.prune(clock.instant().minus(TRADES_KEPT), limit);
  }

  @Override
  public void apply(List<CoreEvent> events) {
    Map<ContractId, CoreEvent> depths = new TreeMap<>(Comparator.comparing(ContractId::value));
    List<MarketMapper.TradeRow> trades = new ArrayList<>();
    events.forEach(event -> sort(event, depths, trades));
    depths.values().forEach(this::putDepth);
    if (!trades.isEmpty()) {
      mapper.putTrades(trades);
    }
  }

  private void putDepth(CoreEvent event) {
    if (event.body() instanceof CoreEvent.DepthChanged depth) {
      mapper.putDepth(
          depth.contract(),
          text(depth.bids()),
          text(depth.asks()),
          depth.lastPriceUnits(),
          event.sequence(),
          event.at());
    }
  }

  /** Of a book's depth only the last of a run is to be seen. */
  private static void sort(
      CoreEvent event, Map<ContractId, CoreEvent> depths, List<MarketMapper.TradeRow> trades) {
    switch (event.body()) {
      case CoreEvent.DepthChanged depth -> depths.put(depth.contract(), event);
      case CoreEvent.Traded traded ->
          trades.add(
              new MarketMapper.TradeRow(
                  traded.contract(),
                  event.shard(),
                  new MarketTrade(
                      event.sequence(),
                      traded.lots(),
                      traded.lotUnits(),
                      traded.priceUnits(),
                      traded.taker(),
                      event.at())));
      case CoreEvent.OrderGroupAccepted ignored -> {}
      case CoreEvent.OrderGroupRejected ignored -> {}
      case CoreEvent.LegEnded ignored -> {}
      case CoreEvent.OrderGroupEnded ignored -> {}
      case CoreEvent.OrdersCancelled ignored -> {}
      case CoreEvent.CancelRejected ignored -> {}
      case CoreEvent.ContractPublished ignored -> {}
      case CoreEvent.ContractRefused ignored -> {}
    }
  }

  /** {@code price:lots} with commas between. */
  static String text(List<Level> levels) {
    return levels.stream()
        .map(level -> level.priceUnits() + ":" + level.lots())
        .collect(Collectors.joining(","));
  }

  static List<Level> levels(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(text.split(",", -1))
        .map(
            level -> {
              int colon = level.indexOf(':');
              return new Level(
                  Long.parseLong(level, 0, colon, 10),
                  Long.parseLong(level, colon + 1, level.length(), 10));
            })
        .toList();
  }

  private record Glance(Instant at, @Nullable DayStats day) {}
}
