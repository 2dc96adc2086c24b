package io.dams.backoffice.statement;

import io.dams.contracts.merchant.TransferAnswer;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

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
}
