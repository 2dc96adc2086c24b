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

/** Tables {@code contract_info} (合约信息表), {@code contract_change} and {@code contract_token}. */
@Mapper
interface ContractMapper {

  /** The columns of {@link ContractTerms}, the same in both tables. */
  String TERMS =
      """
      contract, point, token, shard, point_scale, token_scale, lot_units, tick_units, min_lots,
      max_lots, max_price_units, fee_ratio_ppm, state
      """;

  /** Their values, of a parameter {@code t}. */
  String VALUES =
      """
      #{t.contract}, #{t.point}, #{t.token}, #{t.shard}, #{t.pointScale}, #{t.tokenScale},
      #{t.lotUnits}, #{t.tickUnits}, #{t.minLots}, #{t.maxLots}, #{t.maxPriceUnits},
      #{t.feeRatioPpm}, #{t.state}
      """;

  /** New values for those that may change; the id tells point and token. */
  String CHANGED =
      """
      shard = VALUES(shard), point_scale = VALUES(point_scale), token_scale = VALUES(token_scale),
      lot_units = VALUES(lot_units), tick_units = VALUES(tick_units), min_lots = VALUES(min_lots),
      max_lots = VALUES(max_lots), max_price_units = VALUES(max_price_units),
      fee_ratio_ppm = VALUES(fee_ratio_ppm), state = VALUES(state)
      """;

  @Select("SELECT " + TERMS + ", last_price_units FROM contract_info ORDER BY contract LIMIT 10000")
  List<Row> all();

  @Select("SELECT " + TERMS + ", last_price_units FROM contract_info WHERE contract = #{contract}")
  @Nullable Row find(ContractId contract);

  @Insert(
      "INSERT INTO contract_info ("
          + TERMS
          + ", published_at) VALUES ("
          + VALUES
          + ", #{at})"
          + " ON DUPLICATE KEY UPDATE "
          + CHANGED
          + ", published_at = VALUES(published_at)")
  int publish(ContractTerms t, Instant at);

  @Update(
      """
      UPDATE contract_info SET last_price_units = #{priceUnits} WHERE contract = #{contract}
      """)
  int keepLastPrice(ContractId contract, long priceUnits);

  /** Locks a token until the transaction ends: changes of its contracts are judged in turn. */
  @Insert(
      """
      INSERT INTO contract_token (token) VALUES (#{token}) ON DUPLICATE KEY UPDATE token = token
      """)
  int lockToken(AssetCode token);

  /** The shard of a token's contracts, in force or asked for; null when it has none. */
  @Select(
      """
      SELECT shard FROM contract_info WHERE token = #{token}
       UNION
      SELECT shard FROM contract_change WHERE token = #{token} AND progress <> 'REFUSED'
       LIMIT 1
      """)
  @Nullable Integer shard(AssetCode token);

  @Insert(
      "INSERT INTO contract_change ("
          + TERMS
          + ", progress, refused_rule, requested_at)"
          + " VALUES ("
          + VALUES
          + ", 'REQUESTED', NULL, #{at}) ON DUPLICATE KEY UPDATE "
          + CHANGED
          + ", progress = VALUES(progress), refused_rule = NULL,"
          + " requested_at = VALUES(requested_at)")
  int request(ContractTerms t, Instant at);

  /** The terms of the last change; locks it. */
  @Select("SELECT " + TERMS + " FROM contract_change WHERE contract = #{contract} FOR UPDATE")
  @Nullable ContractTerms lockChange(ContractId contract);

  /** What was said to the last change. */
  @Select(
      """
      SELECT progress, refused_rule, requested_at
        FROM contract_change WHERE contract = #{contract}
      """)
  ContractChange.Answer changeAnswer(ContractId contract);

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
}
