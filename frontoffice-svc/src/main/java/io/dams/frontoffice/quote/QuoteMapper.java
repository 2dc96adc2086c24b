package io.dams.frontoffice.quote;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Table {@code quote}. */
@Mapper
interface QuoteMapper {

  @Insert(
      """
      INSERT INTO quote (quote_id, account_id, sell_contract, sell_lots, sell_lot_units,
             sell_price_units, sell_fee_units, buy_contract, buy_lots, buy_lot_units,
             buy_price_units, residual_units, created_at, expires_at)
      VALUES (#{q.quoteId}, #{q.accountId}, #{q.sellContract}, #{q.sellLots},
             #{q.sellLotUnits}, #{q.sellPriceUnits}, #{q.sellFeeUnits}, #{q.buyContract},
             #{q.buyLots}, #{q.buyLotUnits}, #{q.buyPriceUnits}, #{q.residualUnits},
             #{q.createdAt}, #{q.expiresAt})
      """)
  int insert(@Param("q") Quote q);

  @Select(
      """
      SELECT quote_id, account_id, sell_contract, sell_lots, sell_lot_units, sell_price_units,
             sell_fee_units, buy_contract, buy_lots, buy_lot_units, buy_price_units,
             residual_units, created_at, expires_at, used_by
        FROM quote WHERE quote_id = #{quoteId} AND account_id = #{user}
      """)
  @Nullable Quote find(UserId user, String quoteId);

  @Update(
      """
      UPDATE quote SET used_by = #{group}
       WHERE quote_id = #{quoteId} AND used_by IS NULL AND expires_at > #{now}
      """)
  int use(String quoteId, OrderGroupId group, Instant now);

  @Delete("DELETE FROM quote WHERE expires_at < #{before} LIMIT #{limit}")
  int prune(Instant before, int limit);
}
