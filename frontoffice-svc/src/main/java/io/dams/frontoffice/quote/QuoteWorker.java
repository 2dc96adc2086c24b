package io.dams.frontoffice.quote;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes old quotes. */
@Component
class QuoteWorker {

  private final Quotes quotes;

  QuoteWorker(Quotes quotes) {
    this.quotes = quotes;
  }

  @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
  void prune() {
    quotes.prune();
  }
}
