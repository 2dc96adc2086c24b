package io.dams.frontoffice.candle;

import io.dams.contracts.id.ContractId;
import io.dams.frontoffice.candle.Candle.TradePrint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Table {@code market_candle}, and the trades of {@code market_trade} that it is made of. */
@Mapper
interface CandleMapper {

  /**
   * Adds candles to those of the same span. One that is in them already, by its sequence, changes
   * nothing. Assignments are done in the order in which they stand: the sequence comes last.
   */
  @Insert(
      """
      <script>
      INSERT INTO market_candle (contract, candle_period, starts_at, open_units, high_units,
             low_units, close_units, quantity_units, notional_units, trades, core_sequence)
      VALUES
      <foreach collection="candles" item="c" separator=",">
        (#{contract}, #{c.period}, #{c.startsAt}, #{c.openUnits}, #{c.highUnits},
         #{c.lowUnits}, #{c.closeUnits}, #{c.quantityUnits}, #{c.notionalUnits}, #{c.trades},
         #{c.coreSequence})
      </foreach>
      ON DUPLICATE KEY UPDATE
        high_units = IF(VALUES(core_sequence) > core_sequence,
                        GREATEST(high_units, VALUES(high_units)), high_units),
        low_units = IF(VALUES(core_sequence) > core_sequence,
                       LEAST(low_units, VALUES(low_units)), low_units),
        close_units = IF(VALUES(core_sequence) > core_sequence,
                         VALUES(close_units), close_units),
        quantity_units = IF(VALUES(core_sequence) > core_sequence,
                            quantity_units + VALUES(quantity_units), quantity_units),
        notional_units = IF(VALUES(core_sequence) > core_sequence,
                            notional_units + VALUES(notional_units), notional_units),
        trades = IF(VALUES(core_sequence) > core_sequence, trades + VALUES(trades), trades),
        core_sequence = GREATEST(core_sequence, VALUES(core_sequence))
      </script>
      """)
  int add(ContractId contract, Collection<Candle> candles);

  /** Newest first, before a start. */
  @Select(
      """
      SELECT candle_period AS `period`, starts_at, open_units, high_units, low_units, close_units,
             quantity_units, notional_units, trades, core_sequence
        FROM market_candle
       WHERE contract = #{contract} AND candle_period = #{period} AND starts_at < #{before}
       ORDER BY starts_at DESC LIMIT #{limit}
      """)
  List<Candle> before(ContractId contract, CandlePeriod period, Instant before, int limit);

  @Select(
      """
      SELECT f.open_units, d.high_units, d.low_units, l.close_units,
             d.quantity_units, d.notional_units, d.trades
        FROM (SELECT MIN(starts_at) AS first_at, MAX(starts_at) AS last_at,
                     MAX(high_units) AS high_units, MIN(low_units) AS low_units,
                     SUM(quantity_units) AS quantity_units, SUM(notional_units) AS notional_units,
                     SUM(trades) AS trades
                FROM market_candle
               WHERE contract = #{contract} AND candle_period = 'M1'
                 AND starts_at >= #{from}) d
        JOIN market_candle f ON f.contract = #{contract} AND f.candle_period = 'M1'
                            AND f.starts_at = d.first_at
        JOIN market_candle l ON l.contract = #{contract} AND l.candle_period = 'M1'
                            AND l.starts_at = d.last_at
      """)
  @Nullable DayStats day(ContractId contract, Instant from);

  @Select(
      """
      SELECT core_sequence, lots, lot_units, price_units, at
        FROM market_trade
       WHERE contract = #{contract} AND core_sequence > #{sequence} AND at >= #{from}
       ORDER BY core_sequence LIMIT #{limit}
      """)
  List<TradePrint> trades(ContractId contract, long sequence, Instant from, int limit);

  @Delete("DELETE FROM market_candle WHERE contract = #{contract} AND starts_at >= #{from}")
  int forget(ContractId contract, Instant from);

  @Delete(
      """
      DELETE FROM market_candle
       WHERE candle_period = #{period} AND starts_at < #{before} LIMIT #{limit}
      """)
  int prune(CandlePeriod period, Instant before, int limit);
}
