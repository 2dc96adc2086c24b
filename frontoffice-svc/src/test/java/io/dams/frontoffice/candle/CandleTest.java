package io.dams.frontoffice.candle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.frontoffice.candle.Candle.TradePrint;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandleTest {

  /** A trade that is added again, at any later moment, is in the candle already. */
  @Property(tries = 500)
  void saysOfAllTradesWhatTheySayTogether(
      @ForAll("trades") List<TradePrint> trades, @ForAll List<Integer> again) {
    Candle candle = Candle.of(CandlePeriod.D1, trades.getFirst());
    for (int i = 1; i < trades.size(); i++) {
      candle = candle.plus(Candle.of(CandlePeriod.D1, trades.get(i)));
      for (int repeat : again) {
        candle = candle.plus(Candle.of(CandlePeriod.D1, trades.get(Math.floorMod(repeat, i + 1))));
      }
    }
    assertThat(candle)
        .isEqualTo(
            new Candle(
                CandlePeriod.D1,
                Instant.EPOCH,
                trades.getFirst().priceUnits(),
                trades.stream().mapToLong(TradePrint::priceUnits).max().orElseThrow(),
                trades.stream().mapToLong(TradePrint::priceUnits).min().orElseThrow(),
                trades.getLast().priceUnits(),
                sum(trades.stream().map(t -> product(t.lots(), t.lotUnits())).toList()),
                sum(trades.stream().map(t -> product(t.lots(), t.priceUnits())).toList()),
                trades.size(),
                trades.getLast().coreSequence()));
  }

  @Provide
  Arbitrary<List<TradePrint>> trades() {
    Arbitrary<Long> units = Arbitraries.longs().between(1, 1L << 61);
    Arbitrary<TradePrint> trade =
        Combinators.combine(units, units, units)
            .as((lots, lot, price) -> new TradePrint(0, lots, lot, price, Instant.EPOCH));
    return trade.list().ofMinSize(1).ofMaxSize(30).map(CandleTest::numbered);
  }

  private static List<TradePrint> numbered(List<TradePrint> trades) {
    return IntStream.range(0, trades.size())
        .mapToObj(
            i ->
                new TradePrint(
                    10 + i,
                    trades.get(i).lots(),
                    trades.get(i).lotUnits(),
                    trades.get(i).priceUnits(),
                    Instant.EPOCH.plusSeconds(i)))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "M1, 2026-11-21T23:59:00Z",
    "M5, 2026-11-21T23:55:00Z",
    "H1, 2026-11-21T23:00:00Z",
    "D1, 2026-11-21T00:00:00Z"
  })
  void startsAtAMultipleOfItsPeriod(CandlePeriod period, Instant start) {
    assertThat(period.start(Instant.parse("2026-11-21T23:59:59.999999Z"))).isEqualTo(start);
    assertThat(period.start(start)).isEqualTo(start);
    assertThat(CandlePeriod.of(period.toString())).isEqualTo(period);
  }

  @Test
  void startsBeforeAMomentBeforeTheEpoch() {
    assertThat(CandlePeriod.M1.start(Instant.EPOCH.minusSeconds(1)))
        .isEqualTo(Instant.EPOCH.minusSeconds(60));
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static BigInteger sum(List<BigInteger> terms) {
    return terms.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
