package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.candle.Candle;
import io.dams.frontoffice.candle.CandlePeriod;
import io.dams.frontoffice.candle.CandleView;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.ContractProblem;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.stream.Audience;
import io.dams.frontoffice.stream.Feed;
import io.dams.frontoffice.stream.Sink;
import io.dams.frontoffice.stream.SseClient;
import io.dams.frontoffice.stream.Streams;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Market data, for everybody. */
@RestController
@SecurityRequirements
class MarketController {

  private static final Duration STREAM_LIFE = Duration.ofMinutes(30);
  private static final int PART = 100;

  private final Markets markets;
  private final Contracts contracts;
  private final Streams streams;
  private final JsonMapper json;
  private final Clock clock;

  MarketController(
      Markets markets, Contracts contracts, Streams streams, JsonMapper json, Clock clock) {
    this.markets = markets;
    this.contracts = contracts;
    this.streams = streams;
    this.json = json;
    this.clock = clock;
  }

  /** The best levels of a book. */
  @GetMapping("/v1/contracts/{contract}/depth")
  DepthView depth(@PathVariable ContractId contract) {
    return DepthView.of(known(contract), markets.depth(contract));
  }

  /** Trades of the last days, newest first: {@code before} is {@code next} of the page before. */
  @GetMapping("/v1/contracts/{contract}/trades")
  MarketTradePage marketTrades(
      @PathVariable ContractId contract,
      @RequestParam(required = false) @Nullable @Min(1) Long before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    Contract known = known(contract);
    List<MarketTradeView> items =
        markets.tradesBefore(contract, before == null ? Long.MAX_VALUE : before, limit).stream()
            .map(trade -> MarketTradeView.of(known, trade))
            .toList();
    return new MarketTradePage(items, items.size() < limit ? null : items.getLast().sequence());
  }

  /**
   * Events named {@code depth}, with the best levels, and {@code trade}, of one contract; the depth
   * at this moment comes first. With {@code Last-Event-ID} the trades after it come too.
   *
   * @param ticker also events named {@code ticker}, with the last 24 hours, when they changed
   * @param candles also events named {@code candle}, of this period, when one changed
   */
  @GetMapping(path = "/v1/market/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter marketStream(
      @RequestParam ContractId contract,
      @RequestParam(defaultValue = "false") boolean ticker,
      @RequestParam(required = false) @Nullable CandlePeriod candles,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId) {
    Contract known = known(contract);
    SseClient client = new SseClient();
    long from = lastEventId == null ? markets.tape(contract).depth().sequence() : lastEventId;
    streams.connect(
        Audience.MARKET,
        contract.value(),
        clock.instant().plus(STREAM_LIFE),
        new MarketFeed(known, from, ticker, candles),
        client);
    return client.emitter();
  }

  private Contract known(ContractId id) {
    Contract contract = contracts.find(id);
    if (contract == null) {
      throw new ProblemException(
          ContractProblem.CONTRACT_NOT_FOUND, "no contract " + id, Map.of("field", "contract"));
    }
    return contract;
  }

  /** Reads on in a contract's trades, and tells what else was asked for when that has changed. */
  private final class MarketFeed implements Feed {

    private final Contract contract;
    private long trades;
    private final boolean ticker;
    private final @Nullable CandlePeriod period;
    private @Nullable TickerView told;
    private long candle;
    private volatile long depth = -1;

    MarketFeed(Contract contract, long trades, boolean ticker, @Nullable CandlePeriod period) {
      this.contract = contract;
      this.trades = trades;
      this.ticker = ticker;
      this.period = period;
    }

    @Override
    public long position() {
      return depth;
    }

    @Override
    public boolean pump(Sink sink) throws IOException {
      Tape tape = markets.tape(contract.id());
      Depth now = tape.depth();
      List<MarketTrade> recent = tape.after(trades);
      List<MarketTrade> part =
          recent != null ? recent : markets.tradesAfter(contract.id(), trades, PART);
      for (MarketTrade trade : part) {
        trades = trade.coreSequence();
        sink.send(
            Long.toString(trades),
            "trade",
            json.writeValueAsString(MarketTradeView.of(contract, trade)));
      }
      tellCandles(sink, tape);
      tellTicker(sink, tape);
      boolean changed = now.sequence() != depth;
      if (changed) {
        sink.send(
            Long.toString(Math.max(trades, now.sequence())),
            "depth",
            json.writeValueAsString(DepthView.of(contract, now)));
        depth = now.sequence();
      }
      return changed || !part.isEmpty();
    }

    private void tellCandles(Sink sink, Tape tape) throws IOException {
      long last = candle;
      for (Candle one : tape.candles()) {
        if (one.period() == period && one.coreSequence() > last) {
          candle = one.coreSequence();
          String text = json.writeValueAsString(CandleView.of(contract, one));
          sink.send(Long.toString(trades), "candle", text);
        }
      }
    }

    private void tellTicker(Sink sink, Tape tape) throws IOException {
      if (!ticker) {
        return;
      }
      TickerView now = TickerView.of(contract, tape.depth(), tape.day());
      if (!now.equals(told)) {
        told = now;
        sink.send(Long.toString(trades), "ticker", json.writeValueAsString(now));
      }
    }
  }

  /**
   * The best levels of a book, best first.
   *
   * @param lastPrice tokens for one lot; null before the first trade
   * @param sequence of the core's event that told it
   */
  record DepthView(
      ContractId contract,
      List<LevelView> bids,
      List<LevelView> asks,
      @Nullable String lastPrice,
      String sequence,
      Instant at) {

    static DepthView of(Contract contract, Depth depth) {
      return new DepthView(
          contract.id(),
          depth.bids().stream().map(l -> level(contract, l.priceUnits(), l.lots())).toList(),
          depth.asks().stream().map(l -> level(contract, l.priceUnits(), l.lots())).toList(),
          depth.lastPriceUnits() == 0 ? null : contract.tokenAsset().text(depth.lastPriceUnits()),
          Long.toString(depth.sequence()),
          depth.at());
    }

    private static LevelView level(Contract contract, long priceUnits, long lots) {
      return new LevelView(
          contract.tokenAsset().text(priceUnits),
          contract.pointAsset().text(lots * contract.terms().lotUnits()));
    }
  }

  /**
   * A level.
   *
   * @param price tokens for one lot
   * @param quantity points
   */
  record LevelView(String price, String quantity) {}

  /**
   * A trade.
   *
   * @param taker the side that came to the book
   */
  record MarketTradeView(
      String sequence, ContractId contract, String price, String quantity, Side taker, Instant at) {

    static MarketTradeView of(Contract contract, MarketTrade trade) {
      return new MarketTradeView(
          Long.toString(trade.coreSequence()),
          contract.id(),
          contract.tokenAsset().text(trade.priceUnits()),
          contract.pointAsset().text(trade.lots() * trade.lotUnits()),
          trade.taker(),
          trade.at());
    }
  }

  /**
   * A page.
   *
   * @param next give it as {@code before}; null at the end
   */
  record MarketTradePage(List<MarketTradeView> items, @Nullable String next) {}
}
