package io.dams.frontoffice.candle;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/** Old rows are deleted; a period is read from a request as it is shown. */
@Configuration(proxyBeanMethods = false)
class CandleConfiguration {

  @Bean
  PeriodConverter candlePeriodConverter() {
    return new PeriodConverter();
  }

  @Bean
  Upkeep minuteCandlePruning(Candles candles) {
    return Upkeep.pruning(
        "minute-candles", Duration.ofHours(1), limit -> candles.prune(CandlePeriod.M1, limit));
  }

  @Bean
  Upkeep fiveMinuteCandlePruning(Candles candles) {
    return Upkeep.pruning(
        "five-minute-candles", Duration.ofHours(1), limit -> candles.prune(CandlePeriod.M5, limit));
  }

  /** Reads {@code 1m}: the names of the constants are no part of the API. */
  static final class PeriodConverter implements Converter<String, CandlePeriod> {

    @Override
    public CandlePeriod convert(String text) {
      return CandlePeriod.of(text);
    }
  }
}
