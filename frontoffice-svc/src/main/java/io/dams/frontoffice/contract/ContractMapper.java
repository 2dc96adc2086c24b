package io.dams.frontoffice.contract;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Tables {@code contract_info} (合约信息表) and {@code contract_change}. */
@Mapper
interface ContractMapper {

  @Select(
      """
      SELECT contract, point, token, shard, point_scale, token_scale, lot_units, tick_units,
             min_lots, max_lots, max_price_units, fee_ratio_ppm, state, last_price_units
        FROM contract_info ORDER BY contract LIMIT 10000
      """)
  List<Row> all();

  @Select(
      """
      SELECT contract, point, token, shard, point_scale, token_scale, lot_units, tick_units,
             min_lots, max_lots, max_price_units, fee_ratio_ppm, state, last_price_units
        FROM contract_info WHERE contract = #{contract}
      """)
  @Nullable Row find(ContractId contract);

  @Insert(
      """
      INSERT INTO contract_info (contract, point, token, shard, point_scale, token_scale,
             lot_units, tick_units, min_lots, max_lots, max_price_units, fee_ratio_ppm, state,
             published_at)
      VALUES (#{t.contract}, #{t.point}, #{t.token}, #{t.shard}, #{t.pointScale},
             #{t.tokenScale}, #{t.lotUnits}, #{t.tickUnits}, #{t.minLots}, #{t.maxLots},
             #{t.maxPriceUnits}, #{t.feeRatioPpm}, #{t.state}, #{at})
      ON DUPLICATE KEY UPDATE
        shard = VALUES(shard), point_scale = VALUES(point_scale),
        token_scale = VALUES(token_scale), lot_units = VALUES(lot_units),
        tick_units = VALUES(tick_units), min_lots = VALUES(min_lots),
        max_lots = VALUES(max_lots), max_price_units = VALUES(max_price_units),
        fee_ratio_ppm = VALUES(fee_ratio_ppm), state = VALUES(state),
        published_at = VALUES(published_at)
      """)
  int publish(ContractTerms t, Instant at);

  @Update(
      """
      UPDATE contract_info SET last_price_units = #{priceUnits} WHERE contract = #{contract}
      """)
  int keepLastPrice(ContractId contract, long priceUnits);

  @Insert(
      """
      INSERT INTO contract_change (contract, point, token, shard, point_scale, token_scale,
             lot_units, tick_units, min_lots, max_lots, max_price_units, fee_ratio_ppm, state,
             progress, refused_rule, requested_at)
      VALUES (#{t.contract}, #{t.point}, #{t.token}, #{t.shard}, #{t.pointScale},
             #{t.tokenScale}, #{t.lotUnits}, #{t.tickUnits}, #{t.minLots}, #{t.maxLots},
             #{t.maxPriceUnits}, #{t.feeRatioPpm}, #{t.state}, 'REQUESTED', NULL, #{at})
      ON DUPLICATE KEY UPDATE
        shard = VALUES(shard), point_scale = VALUES(point_scale),
        token_scale = VALUES(token_scale), lot_units = VALUES(lot_units),
        tick_units = VALUES(tick_units), min_lots = VALUES(min_lots),
        max_lots = VALUES(max_lots), max_price_units = VALUES(max_price_units),
        fee_ratio_ppm = VALUES(fee_ratio_ppm), state = VALUES(state),
        progress = VALUES(progress), refused_rule = NULL, requested_at = VALUES(requested_at)
      """)
  int request(ContractTerms t, Instant at);

  @Select(
      """
      SELECT contract, point, token, shard, point_scale, token_scale, lot_units, tick_units,
             min_lots, max_lots, max_price_units, fee_ratio_ppm, state, progress, refused_rule,
             requested_at
        FROM contract_change WHERE contract = #{contract} FOR UPDATE
      """)
  @Nullable ChangeRow lockChange(ContractId contract);

  @Update(
      """
      UPDATE contract_change SET progress = #{progress}, refused_rule = #{rule}
       WHERE contract = #{contract}
      """)
  int answer(ContractId contract, ContractChange.Progress progress, @Nullable String rule);

  /** A row of {@code contract_info}. */
  record Row(
      ContractId contract,
      AssetCode point,
      AssetCode token,
      int shard,
      int pointScale,
      int tokenScale,
      long lotUnits,
      long tickUnits,
      long minLots,
      long maxLots,
      long maxPriceUnits,
      int feeRatioPpm,
      ContractState state,
      long lastPriceUnits) {

    Contract contractInForce() {
      return new Contract(
          new ContractTerms(
              contract,
              point,
              token,
              shard,
              pointScale,
              tokenScale,
              lotUnits,
              tickUnits,
              minLots,
              maxLots,
              maxPriceUnits,
              feeRatioPpm,
              state),
          lastPriceUnits);
    }
  }

  /** A row of {@code contract_change}. */
  record ChangeRow(
      ContractId contract,
      AssetCode point,
      AssetCode token,
      int shard,
      int pointScale,
      int tokenScale,
      long lotUnits,
      long tickUnits,
      long minLots,
      long maxLots,
      long maxPriceUnits,
      int feeRatioPpm,
      ContractState state,
      ContractChange.Progress progress,
      @Nullable String refusedRule,
      Instant requestedAt) {

    ContractChange change() {
      return new ContractChange(
          new ContractTerms(
              contract,
              point,
              token,
              shard,
              pointScale,
              tokenScale,
              lotUnits,
              tickUnits,
              minLots,
              maxLots,
              maxPriceUnits,
              feeRatioPpm,
              state),
          progress,
          refusedRule,
          requestedAt);
    }
  }
}
