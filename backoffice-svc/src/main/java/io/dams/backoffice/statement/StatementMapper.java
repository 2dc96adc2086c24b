package io.dams.backoffice.statement;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of {@code point_statement_book}. */
@Mapper
interface StatementMapper {

  @Insert(
      """
      INSERT INTO point_statement_book
        (transfer_id, kind, ex_code, units, group_id, leg_id, user_id, uid, reverses,
         merchant_reference, merchant_at, recorded_at)
      VALUES
        (#{m.transferId}, #{m.kind}, #{m.exCode}, #{m.units}, #{m.group}, #{m.leg}, #{m.user},
         #{m.uid}, #{m.reverses}, #{answer.merchantReference}, #{answer.at}, UTC_TIMESTAMP(6))
      """)
  int insert(@Param("m") Movement movement, @Param("answer") TransferAnswer answer);

  /** The columns of {@link BookLine}. */
  String COLUMNS =
      """
      transfer_id, kind, ex_code, units, group_id, leg_id, user_id, uid, reverses,
      merchant_reference, merchant_at
      """;

  @Select("SELECT " + COLUMNS + " FROM point_statement_book WHERE transfer_id = #{transferId}")
  Optional<BookLine> find(@Param("transferId") TransferId transferId);

  @Select(
      "<script>SELECT "
          + COLUMNS
          + """
          FROM point_statement_book WHERE transfer_id IN
          <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
          </script>
          """)
  List<BookLine> all(@Param("ids") Collection<TransferId> ids);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM point_statement_book
          WHERE ex_code = #{exCode} AND merchant_at >= #{from} AND merchant_at < #{to}
            AND (merchant_at, transfer_id) > (#{afterAt}, #{afterId})
          ORDER BY merchant_at, transfer_id LIMIT #{limit}
          """)
  List<BookLine> between(
      @Param("exCode") AssetCode exCode,
      @Param("from") Instant from,
      @Param("to") Instant to,
      @Param("afterAt") Instant afterAt,
      @Param("afterId") String afterId,
      @Param("limit") int limit);

  @Select("SELECT MIN(merchant_at) FROM point_statement_book WHERE ex_code = #{exCode}")
  @Nullable Instant first(@Param("exCode") AssetCode exCode);
}
