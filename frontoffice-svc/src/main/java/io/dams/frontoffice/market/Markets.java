package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.frontoffice.corestream.CoreProjection;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Depth and trades of all books, as the core last told them. */
@Component
public class Markets implements CoreProjection {

  private static final Duration TRADES_KEPT = Duration.ofDays(7);

  private final Map<ContractId, Tape> tapes = new ConcurrentHashMap<>();
  private final MarketMapper mapper;
  private final Clock clock;

  Markets(MarketMapper mapper, Clock clock) {
    this.mapper = mapper;
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
    return tapes.computeIfAbsent(contract, this::read);
  }

  /** Reads the last of the books that have clients here, once for all of them; forgets others. */
  Collection<Tape> readTapes(Collection<ContractId> contracts) {
    tapes.keySet().retainAll(contracts);
    contracts.forEach(contract -> tapes.put(contract, read(contract)));
    return List.copyOf(tapes.values());
  }

  private Tape read(ContractId contract) {
    Depth depth = depth(contract);
    return new Tape(depth, mapper.tradesBefore(contract, Long.MAX_VALUE, Tape.LENGTH).reversed());
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
  public void apply(CoreEvent event) {
    switch (event.body()) {
      case CoreEvent.DepthChanged depth ->
          mapper.putDepth(
              depth.contract(),
              text(depth.bids()),
              text(depth.asks()),
              depth.lastPriceUnits(),
              event.sequence(),
              event.at());
      case CoreEvent.Traded traded ->
          mapper.putTrade(
              traded.contract(),
              event.shard(),
              new MarketTrade(
                  event.sequence(),
                  traded.lots(),
                  traded.lotUnits(),
                  traded.priceUnits(),
                  traded.taker(),
                  event.at()));
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
}
