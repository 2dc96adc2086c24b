package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.frontoffice.candle.Candles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class CandleIT extends FrontofficeTest {

  private static final OrderGroupId GROUP = new OrderGroupId(24);
  private static final Party PARTY = new Party(GROUP, GROUP.leg(0), new UserId(999_998));

  /** Noon, so that a minute more or less is the same hour and day; some days are kept. */
  private static final Instant NOON =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS).plusSeconds(43_200);

  @Autowired Candles candles;
  @Autowired TransactionTemplate transactions;

  @Test
  void keepsACandleOfEachPeriodAsTradesCome() {
    ContractId book = newBook();
    trade(book, 2, 5_000, NOON.plusSeconds(1));
    trade(book, 1, 5_200, NOON.plusSeconds(59));
    trade(book, 4, 4_900, NOON.plusSeconds(60));
    seen(trade(book, 3, 5_100, NOON.plusSeconds(300)));

    Answer minutes = get(null, path(book, "1m"));
    assertThat(minutes.body().at("/items")).hasSize(3);
    assertThat(minutes.text("items/0/start")).isEqualTo(NOON.plusSeconds(300).toString());
    assertThat(minutes.text("items/2/start")).isEqualTo(NOON.toString());
    assertThat(minutes.text("items/2/open")).isEqualTo("50.00");
    assertThat(minutes.text("items/2/high")).isEqualTo("52.00");
    assertThat(minutes.text("items/2/low")).isEqualTo("50.00");
    assertThat(minutes.text("items/2/close")).isEqualTo("52.00");
    assertThat(minutes.text("items/2/volume")).isEqualTo("300");
    assertThat(minutes.text("items/2/turnover")).isEqualTo("152.00");
    assertThat(get(null, path(book, "5m")).body().at("/items")).hasSize(2);
    for (String period : List.of("1h", "1d")) {
      Answer all = get(null, path(book, period));
      assertThat(all.body().at("/items")).hasSize(1);
      assertThat(all.text("items/0/open")).isEqualTo("50.00");
      assertThat(all.text("items/0/high")).isEqualTo("52.00");
      assertThat(all.text("items/0/low")).isEqualTo("49.00");
      assertThat(all.text("items/0/close")).isEqualTo("51.00");
      assertThat(all.text("items/0/volume")).isEqualTo("1000");
      assertThat(all.body().at("/items/0/trades").asInt()).isEqualTo(4);
    }

    Answer first = get(null, path(book, "1m") + "&limit=2");
    Answer second = get(null, path(book, "1m") + "&limit=2&before=" + first.text("next"));
    assertThat(second.text("items/0/start")).isEqualTo(NOON.toString());
    assertThat(get(null, path(book, "2m")).status()).isEqualTo(400);
    assertThat(
            get(null, path(book, "1m") + "&before=%2B999999999-01-01T00:00:00Z")
                .body()
                .at("/items"))
        .hasSize(3);
  }

  @Test
  void aTradeThatComesAgainChangesNothing() {
    ContractId book = newBook();
    CoreEvent first = trade(book, 2, 5_000, NOON);
    CoreEvent last = trade(book, 1, 5_200, NOON.plusSeconds(10));
    seen(last);
    List<Map<String, Object>> kept = rows(book);
    for (CoreEvent again : List.of(first, last, first)) {
      transactions.executeWithoutResult(status -> candles.apply(List.of(again)));
    }
    assertThat(rows(book)).isEqualTo(kept);
  }

  @Test
  void candlesMadeAnewEqualThoseThatWereKept() {
    ContractId book = newBook();
    for (int i = 0; i < 40; i++) {
      trade(book, 1 + i % 7, 4_000 + 37L * i % 900, NOON.plusSeconds(31L * i));
    }
    seen(trade(book, 1, 5_000, Instant.now()));
    List<Map<String, Object>> kept = rows(book);
    jdbc.sql("UPDATE market_candle SET close_units = 1, trades = trades + 1 WHERE contract = ?")
        .param(book.value())
        .update();
    jdbc.sql("DELETE FROM market_candle WHERE contract = ? AND candle_period = 'H1'")
        .param(book.value())
        .update();
    Answer answer = ops("POST", "/ops/market/" + book + "/candles", "");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.body().at("/candles").asInt()).isEqualTo(kept.size());
    assertThat(rows(book)).isEqualTo(kept);
  }

  /**
   * Made anew without a pause, the candles lose a trade that comes between the reading of the
   * trades and the deletion of the candles. So a candle is locked, on which the deletion waits.
   */
  @Test
  void losesNoTradeThatComesWhileCandlesAreMadeAnew() throws InterruptedException {
    ContractId book = newBook();
    seen(trade(book, 1, 5_000, NOON.minus(1, ChronoUnit.DAYS)));
    Thread rebuilding =
        Thread.ofVirtual().unstarted(() -> ops("POST", "/ops/market/" + book + "/candles", ""));
    AtomicBoolean waited = new AtomicBoolean();
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql("SELECT trades FROM market_candle WHERE contract = ? FOR UPDATE")
              .param(book.value())
              .query()
              .listOfRows();
          rebuilding.start();
          await(() -> isRunning("%DELETE FROM market_candle WHERE contract%"));
          CoreEvent meanwhile = trade(book, 2, 5_200, NOON);
          await(
              () -> {
                waited.set(isRunning("%stream_position%FOR UPDATE%"));
                return waited.get() || position() >= meanwhile.sequence();
              });
        });
    rebuilding.join();
    assertThat(waited).as("the trade waits for the candles").isTrue();
    seen(trade(book, 4, 5_100, NOON.plusSeconds(1)));
    Answer days = get(null, path(book, "1d"));
    assertThat(days.body().at("/items")).hasSize(2);
    assertThat(days.body().at("/items/0/trades").asInt()).isEqualTo(2);
    assertThat(days.text("items/0/volume")).isEqualTo("600");
    assertThat(days.text("items/0/open")).isEqualTo("52.00");
    assertThat(days.body().at("/items/1/trades").asInt()).isEqualTo(1);
  }

  /** Whether the service executes such a statement at the moment: here, because it waits. */
  private boolean isRunning(String like) {
    return jdbc.sql(
                """
                SELECT COUNT(*) FROM information_schema.PROCESSLIST
                 WHERE INFO LIKE ? AND INFO NOT LIKE '%PROCESSLIST%'
                """)
            .param(like)
            .query(Long.class)
            .single()
        > 0;
  }

  @Test
  void showsTheBestPricesAndTheLastDayOfEveryBook() {
    ContractId book = newBook();
    ContractId quiet = newBook();
    Instant now = Instant.now();
    trade(book, 9, 1_000, now.minus(25, ChronoUnit.HOURS));
    trade(book, 1, 4_000, now.minus(23, ChronoUnit.HOURS));
    trade(book, 2, 6_000, now.minusSeconds(7_200));
    trade(book, 3, 5_000, now);
    depth(book, List.of(new Level(4_900, 1), new Level(4_800, 9)), List.of(new Level(5_100, 2)));
    Map<String, Object> ticker = ticker(book);
    assertThat(ticker)
        .containsEntry("bid", "49.00")
        .containsEntry("ask", "51.00")
        .containsEntry("last", "50.00")
        .containsEntry("open", "40.00")
        .containsEntry("high", "60.00")
        .containsEntry("low", "40.00")
        .containsEntry("change", "10.00")
        .containsEntry("changePercent", "25.00")
        .containsEntry("volume", "600")
        .containsEntry("turnover", "310.00");
    assertThat(ticker(quiet)).containsEntry("volume", "0").doesNotContainEntry("last", "0.00");
  }

  @Test
  void streamsTickersAndCandlesToThoseWhoAskForThem() {
    ContractId book = newBook();
    String market = "/v1/market/stream?contract=" + book;
    try (SseReader all = new SseReader(uri(market + "&ticker=true&candles=1h"), "", "", json);
        SseReader plain = new SseReader(uri(market), "", "", json)) {
      await(() -> !all.events().isEmpty() && !plain.events().isEmpty());
      trade(book, 2, 5_000, NOON);
      trade(book, 1, 5_500, NOON.plusSeconds(60));
      depth(book, List.of(), List.of(new Level(5_600, 1)));
      await(
          () ->
              all.events().stream()
                  .anyMatch(
                      event ->
                          event.type().equals("candle")
                              && event.body().path("trades").asInt() == 2));
      await(
          () ->
              all.events().stream()
                  .anyMatch(
                      event ->
                          event.type().equals("ticker")
                              && event.body().path("ask").asString("").equals("56.00")));
      await(() -> plain.events().stream().filter(e -> e.type().equals("trade")).count() == 2);
      assertThat(plain.events()).extracting(SseReader.Event::type).containsOnly("trade", "depth");
    }
  }

  private ContractId newBook() {
    String point = "C" + ThreadLocalRandom.current().nextInt(100_000_000, 999_999_999);
    seen(core(new CoreEvent.ContractPublished(terms(point, 0, 100, 0))));
    return ContractId.of(new AssetCode(point), DMT);
  }

  private CoreEvent trade(ContractId book, long lots, long priceUnits, Instant at) {
    return core(new CoreEvent.Traded(book, lots, 100, priceUnits, PARTY, PARTY, Side.SELL), at);
  }

  private static String path(ContractId book, String period) {
    return "/v1/contracts/" + book + "/candles?period=" + period;
  }

  private List<Map<String, Object>> rows(ContractId book) {
    return jdbc.sql(
            "SELECT * FROM market_candle WHERE contract = ? ORDER BY candle_period, starts_at")
        .param(book.value())
        .query()
        .listOfRows();
  }

  private Map<String, Object> ticker(ContractId book) {
    for (var ticker : get(null, "/v1/market/tickers").body().at("/tickers")) {
      if (ticker.path("contract").asString().equals(book.value())) {
        return json.convertValue(ticker, Map.class);
      }
    }
    throw new AssertionError("no ticker of " + book);
  }
}
