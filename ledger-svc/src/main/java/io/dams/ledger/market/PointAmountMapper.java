package io.dams.ledger.market;

import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.money.AssetCode;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface PointAmountMapper {

  @Insert(
      """
      INSERT INTO point_amount (point, supply_units, demand_units)
      VALUES (#{point}, #{supply}, #{demand})
      ON DUPLICATE KEY UPDATE
        supply_units = supply_units + VALUES(supply_units),
        demand_units = demand_units + VALUES(demand_units)
      """)
  void add(
      @Param("point") AssetCode point,
      @Param("supply") long supplyUnits,
      @Param("demand") long demandUnits);

  @Update(
      """
      UPDATE point_amount
      SET supply_units = supply_units - #{supply}, demand_units = demand_units - #{demand},
          volume_units = volume_units + #{volume}
      WHERE point = #{point} AND supply_units >= #{supply} AND demand_units >= #{demand}
      """)
  int take(
      @Param("point") AssetCode point,
      @Param("supply") long supplyUnits,
      @Param("demand") long demandUnits,
      @Param("volume") long volumeUnits);

  /** What has more than 64 bits is read as the largest number that they hold. */
  @Select(
      """
      SELECT point, CAST(supply_units AS SIGNED) AS supply_units,
             CAST(demand_units AS SIGNED) AS demand_units,
             CAST(volume_units AS SIGNED) AS volume_units
      FROM point_amount ORDER BY point
      """)
  List<PointAmount> all();
}
