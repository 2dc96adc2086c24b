package io.dams.backoffice.settle;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** SQL of {@code settlement}. */
@Mapper
interface SettlementMapper {

  /** What is not owed yet of these commands of a shard. */
  @Select(
      """
      <script>
      SELECT leg_id AS leg, command, shard, units, owed FROM settlement
      WHERE shard = #{shard} AND NOT owed AND command IN
      <foreach collection="commands" item="command" open="(" separator="," close=")">
        #{command}
      </foreach>
      </script>
      """)
  List<Settlement> open(@Param("shard") int shard, @Param("commands") List<Long> commands);

  /** Fails when one of them is there. */
  @Insert(
      """
      <script>
      INSERT INTO settlement (leg_id, command, shard, units, owed) VALUES
      <foreach collection="settlements" item="s" separator=",">
        (#{s.leg}, #{s.command}, #{s.shard}, #{s.units}, #{s.owed})
      </foreach>
      </script>
      """)
  int insert(@Param("settlements") List<Settlement> settlements);

  /** Changes one that is as it was read. */
  @Update(
      """
      UPDATE settlement SET units = #{after.units}, owed = #{after.owed}
      WHERE leg_id = #{before.leg} AND command = #{before.command}
        AND units = #{before.units} AND NOT owed
      """)
  int change(@Param("before") Settlement before, @Param("after") Settlement after);
}
