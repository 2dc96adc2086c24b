package io.dams.transfer.breakbook;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code kku_transfer_breaks}. */
@Mapper
interface BreakMapper {

  /** One that was resolved, or has changed, is open again; one that was explained stays so. */
  @Insert(
      """
      INSERT INTO kku_transfer_breaks (transfer_app_id, order_id, rule, ours, theirs)
      VALUES (#{app}, #{order}, #{rule}, #{ours}, #{theirs})
      ON DUPLICATE KEY UPDATE
        closed_at = IF(state = 'RESOLVED' OR ours <> VALUES(ours) OR theirs <> VALUES(theirs),
          NULL, closed_at),
        state = IF(state = 'RESOLVED' OR ours <> VALUES(ours) OR theirs <> VALUES(theirs),
          'OPEN', state),
        ours = VALUES(ours), theirs = VALUES(theirs), seen_at = UTC_TIMESTAMP(6)
      """)
  int note(
      @Param("app") int app,
      @Param("order") long order,
      @Param("rule") String rule,
      @Param("ours") String ours,
      @Param("theirs") String theirs);

  @Update(
      """
      UPDATE kku_transfer_breaks
      SET state = #{state}, note = #{note}, operator = #{operator}, closed_at =
        IF(#{state} = 'RESOLVED', UTC_TIMESTAMP(6), NULL)
      WHERE id = #{id} AND state <> 'RESOLVED'
      """)
  int move(
      @Param("id") long id,
      @Param("state") Break.State state,
      @Param("note") String note,
      @Param("operator") String operator);

  @Select(
      """
      SELECT id, transfer_app_id, order_id, rule, ours, theirs, state, note, operator, found_at,
             seen_at, closed_at
      FROM kku_transfer_breaks WHERE id = #{id}
      """)
  Optional<Break> find(long id);

  @Select(
      """
      <script>
      SELECT id, transfer_app_id, order_id, rule, ours, theirs, state, note, operator, found_at,
             seen_at, closed_at
      FROM kku_transfer_breaks
      WHERE id > #{after}
      <if test="state != null">AND state = #{state}</if>
      <if test="app != null">AND transfer_app_id = #{app}</if>
      ORDER BY id LIMIT #{limit}
      </script>
      """)
  List<Break> list(
      @Param("app") @Nullable Integer app,
      @Param("state") Break.@Nullable State state,
      @Param("after") long after,
      @Param("limit") int limit);
}
