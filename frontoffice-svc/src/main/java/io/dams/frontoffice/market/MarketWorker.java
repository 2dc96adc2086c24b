package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.frontoffice.stream.Audience;
import io.dams.frontoffice.stream.Streams;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Wakes the clients whose book has changed. */
@Component
class MarketWorker {

  private final Streams streams;
  private final Markets markets;

  MarketWorker(Streams streams, Markets markets) {
    this.streams = streams;
    this.markets = markets;
  }

  @Scheduled(fixedDelay = 200)
  void wake() {
    for (String contract : streams.topics(Audience.MARKET)) {
      streams.wake(Audience.MARKET, contract, markets.depth(new ContractId(contract)).sequence());
    }
  }
}
