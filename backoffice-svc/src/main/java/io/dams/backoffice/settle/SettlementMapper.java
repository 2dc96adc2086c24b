package io.dams.backoffice.settle;

import io.dams.contracts.id.LegId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** SQL of {@code settlement}. */
@Mapper
interface SettlementMapper {

  @Update(
      """
      UPDATE settlement SET units = units + #{units}
      WHERE leg_id = #{leg} AND command = #{command} AND NOT owed
      """)
  int add(@Param("leg") LegId leg, @Param("command") long command, @Param("units") long units);

  @Insert(
      """
      INSERT INTO settlement (leg_id, command, shard, units)
      VALUES (#{leg}, #{command}, #{shard}, #{units})
      """)
  int insert(
      @Param("leg") LegId leg,
      @Param("shard") int shard,
      @Param("command") long command,
      @Param("units") long units);

  @Select(
      """
      SELECT leg_id AS leg, command, units FROM settlement
      WHERE shard = #{shard} AND command = #{command} AND NOT owed ORDER BY leg_id
      """)
  List<Settlement> open(@Param("shard") int shard, @Param("command") long command);

  @Update(
      """
      UPDATE settlement SET owed = TRUE
      WHERE shard = #{shard} AND command = #{command} AND NOT owed
      """)
  int owed(@Param("shard") int shard, @Param("command") long command);
}
