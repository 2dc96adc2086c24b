package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.frontoffice.stream.Audience;
import io.dams.frontoffice.stream.Streams;
import java.util.List;
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
    List<ContractId> contracts =
        streams.topics(Audience.MARKET).stream().map(ContractId::new).toList();
    for (Tape tape : markets.readTapes(contracts)) {
      Depth depth = tape.depth();
      streams.wake(Audience.MARKET, depth.contract().value(), depth.sequence());
    }
  }
}
