package io.dams.frontoffice.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.frontoffice.candle.Candle;
import io.dams.frontoffice.candle.CandleBoard;
import io.dams.frontoffice.candle.DayStats;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketsTest {

  private static final ContractId SKY = new ContractId("SKY-DMT");

  private final Books books = new Books();
  private final Days days = new Days();
  private final Markets markets =
      new Markets(books, days, ((InstantSource) () -> days.now).withZone(ZoneOffset.UTC));

  @Test
  void readsTheLevelsThatItWrote() {
    List<Level> levels = List.of(new Level(110, 3), new Level((1L << 62) - 1, 1L << 40));
    assertThat(Markets.levels(Markets.text(levels))).isEqualTo(levels);
    assertThat(Markets.levels(Markets.text(List.of()))).isEmpty();
  }

  @Test
  void readsABookOnceForAllItsClients() {
    books.trade(1);
    for (int client = 0; client < 800; client++) {
      assertThat(markets.tape(SKY).after(0)).hasSize(1);
    }
    assertThat(books.reads).isEqualTo(2);
    books.trade(2);
    assertThat(markets.readTapes(List.of(SKY))).hasSize(1);
    assertThat(markets.tape(SKY).after(1)).containsExactly(trade(2));
    assertThat(books.reads).isEqualTo(4);
  }

  @Test
  void forgetsABookWithoutClients() {
    markets.tape(SKY);
    assertThat(markets.readTapes(List.of())).isEmpty();
    books.trade(1);
    assertThat(markets.tape(SKY).after(0)).containsExactly(trade(1));
  }

  @Test
  void sendsWhoIsFarBehindToTheDatabase() {
    LongStream.rangeClosed(1, 250).forEach(books::trade);
    Tape tape = markets.tape(SKY);
    assertThat(tape.after(149)).isNull();
    assertThat(tape.after(151)).hasSize(99).startsWith(trade(152)).endsWith(trade(250));
    assertThat(tape.after(250)).isEmpty();
  }

  @Test
  void readsTheDayAnewOnlyAfterATradeOrAMinute() {
    books.trade(1);
    markets.tape(SKY);
    for (int i = 0; i < 10; i++) {
      markets.readTapes(List.of(SKY));
    }
    assertThat(days.reads).isEqualTo(1);
    books.trade(2);
    markets.readTapes(List.of(SKY));
    assertThat(days.reads).isEqualTo(2);
    days.now = days.now.plusSeconds(60);
    markets.readTapes(List.of(SKY));
    markets.readTapes(List.of(SKY));
    assertThat(days.reads).isEqualTo(3);
  }

  @Test
  void readsTheDayForStrangersOnceASecond() {
    for (int client = 0; client < 100; client++) {
      markets.day(SKY);
    }
    assertThat(days.reads).isEqualTo(1);
    days.now = days.now.plusSeconds(1);
    markets.day(SKY);
    assertThat(days.reads).isEqualTo(2);
  }

  private static MarketTrade trade(long sequence) {
    return new MarketTrade(sequence, 1, 1, 1, Side.BUY, Instant.EPOCH);
  }

  /** Counts how often a day is read. */
  private static final class Days implements CandleBoard {

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private int reads;

    @Override
    public @Nullable DayStats day(ContractId contract, Instant at) {
      reads++;
      return null;
    }

    @Override
    public List<Candle> latest(ContractId contract) {
      return List.of();
    }
  }

  /** One book in memory, that counts how often it is read. */
  private static final class Books implements MarketMapper {

    private final List<MarketTrade> trades = new ArrayList<>();
    private int reads;

    void trade(long sequence) {
      trades.add(MarketsTest.trade(sequence));
    }

    @Override
    public @Nullable DepthRow depth(ContractId contract) {
      reads++;
      return null;
    }

    @Override
    public List<MarketTrade> tradesBefore(ContractId contract, long sequence, int limit) {
      reads++;
      return trades.reversed().stream()
          .filter(trade -> trade.coreSequence() < sequence)
          .limit(limit)
          .toList();
    }

    @Override
    public List<MarketTrade> tradesAfter(ContractId contract, long sequence, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int putDepth(
        ContractId contract, String bids, String asks, long lastPrice, long sequence, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int putTrades(List<TradeRow> rows) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int prune(Instant before, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
