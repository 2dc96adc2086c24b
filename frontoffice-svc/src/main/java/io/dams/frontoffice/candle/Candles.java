package io.dams.frontoffice.candle;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.frontoffice.candle.Candle.TradePrint;
import io.dams.frontoffice.corestream.CorePause;
import io.dams.frontoffice.corestream.CoreProjection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The candles of all books. Each trade is added once: a candle knows the number of the last trade
 * in it, and the log's time never steps back within a book, so that a trade that comes again
 * changes nothing.
 */
@Component
public class Candles implements CoreProjection, CandleBoard {

  private static final Duration SHORT_KEPT = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);

  /** Trades are kept for a week; the day on which they begin may not be whole. */
  private static final Duration MADE_ANEW = Duration.ofDays(6);

  /** Beyond what a column can hold there is no candle. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private static final int LATEST = 2;
  private static final int PART = 1_000;

  private final CandleMapper mapper;
  private final CorePause pause;
  private final Clock clock;

  Candles(CandleMapper mapper, CorePause pause, Clock clock) {
    this.mapper = mapper;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public void apply(List<CoreEvent> events) {
    Map<ContractId, Map<Span, Candle>> added =
        new TreeMap<>(Comparator.comparing(ContractId::value));
    for (CoreEvent event : events) {
      if (event.body() instanceof CoreEvent.Traded traded) {
        add(
            new TradePrint(
                event.sequence(),
                traded.lots(),
                traded.lotUnits(),
                traded.priceUnits(),
                event.at()),
            added.computeIfAbsent(traded.contract(), _ -> new LinkedHashMap<>()));
      }
    }
    added.forEach((contract, candles) -> mapper.add(contract, candles.values()));
  }

  private static void add(TradePrint trade, Map<Span, Candle> candles) {
    candles(trade)
        .forEach(one -> candles.merge(new Span(one.period(), one.startsAt()), one, Candle::plus));
  }

  private static List<Candle> candles(TradePrint trade) {
    return Arrays.stream(CandlePeriod.values()).map(period -> Candle.of(period, trade)).toList();
  }

  /** Candles that start before a moment, newest first. */
  List<Candle> before(ContractId contract, CandlePeriod period, Instant before, int limit) {
    Instant end =
        before.isAfter(END) ? END : before.isBefore(Instant.EPOCH) ? Instant.EPOCH : before;
    return mapper.before(contract, period, end, limit);
  }

  @Override
  public @Nullable DayStats day(ContractId contract, Instant now) {
    return mapper.day(contract, CandlePeriod.M1.start(now.minus(DAY)).plusSeconds(60));
  }

  @Override
  public List<Candle> latest(ContractId contract) {
    List<Candle> latest = new ArrayList<>();
    for (CandlePeriod period : CandlePeriod.values()) {
      latest.addAll(mapper.before(contract, period, END, LATEST).reversed());
    }
    return latest;
  }

  /**
   * Makes the candles of a book anew from the trades that are kept: those of today and of the six
   * days before. Older ones stay as they are. Meanwhile no event of the book's shard takes effect,
   * at no copy of the service.
   *
   * @return how many candles were made
   */
  int rebuild(ContractId contract, int shard) {
    Instant from = CandlePeriod.D1.start(clock.instant().minus(MADE_ANEW));
    return pause.during(shard, () -> rebuild(contract, from));
  }

  private int rebuild(ContractId contract, Instant from) {
    Collection<Candle> anew = fold(contract, from);
    mapper.forget(contract, from);
    List<Candle> rows = List.copyOf(anew);
    for (int at = 0; at < rows.size(); at += PART) {
      mapper.add(contract, rows.subList(at, Math.min(rows.size(), at + PART)));
    }
    return rows.size();
  }

  private Collection<Candle> fold(ContractId contract, Instant from) {
    Map<Span, Candle> anew = new LinkedHashMap<>();
    long sequence = 0;
    List<TradePrint> part;
    do {
      part = mapper.trades(contract, sequence, from, PART);
      for (TradePrint trade : part) {
        sequence = trade.coreSequence();
        add(trade, anew);
      }
    } while (part.size() == PART);
    return anew.values();
  }

  /** Deletes so many of the short candles older than a month; returns how many there were. */
  int prune(CandlePeriod period, int limit) {
    return mapper.prune(period, clock.instant().minus(SHORT_KEPT), limit);
  }

  private record Span(CandlePeriod period, Instant startsAt) {}
}
