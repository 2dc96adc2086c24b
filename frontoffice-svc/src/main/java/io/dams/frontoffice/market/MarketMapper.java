package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Tables {@code market_depth} and {@code market_trade}. */
@Mapper
interface MarketMapper {

  @Insert(
      """
      REPLACE INTO market_depth (contract, bids, asks, last_price_units, core_sequence, at)
      VALUES (#{contract}, #{bids}, #{asks}, #{lastPriceUnits}, #{sequence}, #{at})
      """)
  int putDepth(
      ContractId contract,
      String bids,
      String asks,
      long lastPriceUnits,
      long sequence,
      Instant at);

  @Select(
      """
      SELECT bids, asks, last_price_units, core_sequence, at
        FROM market_depth WHERE contract = #{contract}
      """)
  @Nullable DepthRow depth(ContractId contract);

  @Insert(
      """
      <script>
      INSERT INTO market_trade (contract, shard, core_sequence, lots, lot_units, price_units,
             taker, at)
      VALUES
      <foreach collection="rows" item="r" separator=",">
        (#{r.contract}, #{r.shard}, #{r.trade.coreSequence}, #{r.trade.lots}, #{r.trade.lotUnits},
         #{r.trade.priceUnits}, #{r.trade.taker}, #{r.trade.at})
      </foreach>
      </script>
      """)
  int putTrades(List<TradeRow> rows);

  /** A trade of a book. */
  record TradeRow(ContractId contract, int shard, MarketTrade trade) {}

  @Select(
      """
      SELECT core_sequence, lots, lot_units, price_units, taker, at
        FROM market_trade WHERE contract = #{contract} AND core_sequence > #{sequence}
       ORDER BY core_sequence LIMIT #{limit}
      """)
  List<MarketTrade> tradesAfter(ContractId contract, long sequence, int limit);

  @Select(
      """
      SELECT core_sequence, lots, lot_units, price_units, taker, at
        FROM market_trade WHERE contract = #{contract} AND core_sequence < #{sequence}
       ORDER BY core_sequence DESC LIMIT #{limit}
      """)
  List<MarketTrade> tradesBefore(ContractId contract, long sequence, int limit);

  @Delete("DELETE FROM market_trade WHERE at < #{before} LIMIT #{limit}")
  int prune(Instant before, int limit);

  /** A row of {@code market_depth}. */
  record DepthRow(String bids, String asks, long lastPriceUnits, long coreSequence, Instant at) {}
}
