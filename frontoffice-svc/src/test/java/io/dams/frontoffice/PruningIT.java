package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.upkeep.Upkeep;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class PruningIT extends FrontofficeTest {

  /** More than two batches. */
  private static final int ROWS = 2_500;

  private static final Map<String, String> INSERTS =
      Map.of(
          "market-trades",
          """
          INSERT INTO market_trade (contract, shard, core_sequence, lots, lot_units, price_units,
                 taker, at)
          SELECT 'OLD-DMT', 1, n, 1, 1, 1, 'BUY', NOW(6) - INTERVAL 8 DAY FROM n
          """,
          "minute-candles",
          """
          INSERT INTO market_candle (contract, candle_period, starts_at, open_units, high_units,
                 low_units, close_units, quantity_units, notional_units, trades, core_sequence)
          SELECT 'OLD-DMT', 'M1', NOW(6) - INTERVAL 31 DAY - INTERVAL n MINUTE, 1, 1, 1, 1, 1, 1,
                 1, n FROM n
          """,
          "account-events",
          """
          INSERT INTO account_event (account_id, sequence, type, body, at)
          SELECT -1, n, 'order', '{}', NOW(6) - INTERVAL 8 DAY FROM n
          """,
          "quotes",
          """
          INSERT INTO quote (quote_id, account_id, sell_contract, sell_lots, sell_lot_units,
                 sell_price_units, sell_fee_units, buy_contract, buy_lots, buy_lot_units,
                 buy_price_units, residual_units, created_at, expires_at)
          SELECT UUID(), -1, 'A-B', 1, 1, 1, 1, 'C-B', 1, 1, 1, 1, NOW(6),
                 NOW(6) - INTERVAL 2 DAY FROM n
          """,
          "login-codes",
          """
          INSERT INTO login_code (phone_hash, code_hash, attempts, sent_at, expires_at)
          SELECT UNHEX(SHA2(n, 256)), UNHEX(SHA2(n, 256)), 0, NOW(6),
                 NOW(6) - INTERVAL 3 HOUR FROM n
          """,
          "login-limits",
          """
          INSERT INTO login_limit (bucket, window_start, window_end, used)
          SELECT UNHEX(SHA2(n, 256)), NOW(6), NOW(6) - INTERVAL 3 HOUR, 1 FROM n
          """,
          "push-devices",
          """
          INSERT INTO push_device (session_id, account_id, platform, token_hash, token, language,
                 registered_at)
          SELECT UUID(), -1, 'IOS', UNHEX(SHA2(n, 256)), '', 'EN', NOW(6) - INTERVAL 1 DAY FROM n
          """,
          "refresh-tokens",
          """
          INSERT INTO refresh_token (token_hash, session_id, issued_at, expires_at)
          SELECT UNHEX(SHA2(n, 256)), 'old', NOW(6), NOW(6) - INTERVAL 8 DAY FROM n
          """,
          "sessions",
          """
          INSERT INTO login_session (session_id, account_id, device_hash, created_at, expires_at)
          SELECT UUID(), -1, '', NOW(6), NOW(6) - INTERVAL 8 DAY FROM n
          """);

  @Autowired List<Upkeep> chores;

  @ParameterizedTest
  @CsvSource({
    "market-trades, market_trade, at, 7 DAY",
    "minute-candles, market_candle, starts_at, 30 DAY",
    "account-events, account_event, at, 7 DAY",
    "quotes, quote, expires_at, 1 DAY",
    "login-codes, login_code, expires_at, 2 HOUR",
    "login-limits, login_limit, window_end, 2 HOUR",
    "push-devices, push_device, registered_at, 1 HOUR",
    "refresh-tokens, refresh_token, expires_at, 7 DAY",
    "sessions, login_session, expires_at, 7 DAY"
  })
  void deletesAllThatIsOldAtOnceAndNothingElse(
      String name, String table, String column, String age) {
    newUser();
    chore(name).work().run();
    String young = "SELECT COUNT(*) FROM %s WHERE %s >= NOW(6) - INTERVAL %s";
    long kept = count(young.formatted(table, column, age));
    String numbers =
        """
        WITH RECURSIVE d AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM d WHERE n < 49),
             n AS (SELECT a.n * 50 + b.n AS n FROM d a JOIN d b)
        """;
    String insert = INSERTS.get(name);
    int select = insert.indexOf("SELECT");
    int inserted =
        jdbc.sql(insert.substring(0, select) + numbers + insert.substring(select)).update();
    assertThat(inserted).isEqualTo(ROWS);
    chore(name).work().run();
    assertThat(count("SELECT COUNT(*) FROM " + table)).isEqualTo(kept);
  }

  private Upkeep chore(String name) {
    Map<String, Upkeep> byName =
        chores.stream().collect(Collectors.toMap(Upkeep::name, chore -> chore));
    assertThat(byName).containsKey(name);
    return byName.get(name);
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
