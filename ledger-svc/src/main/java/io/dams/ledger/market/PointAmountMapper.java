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

  /** Somebody else may open it at the same moment: then this waits for them. */
  @Insert("INSERT IGNORE INTO point_amount (point) VALUES (#{point})")
  int open(@Param("point") AssetCode point);

  /** 0 when there is no such point, or less is open than is taken. */
  @Update(
      """
      UPDATE point_amount
      SET supply_units = supply_units + #{c.supplyUnits},
          demand_units = demand_units + #{c.demandUnits},
          volume_units = volume_units + #{c.volumeUnits}
      WHERE point = #{point} AND supply_units + #{c.supplyUnits} >= 0
        AND demand_units + #{c.demandUnits} >= 0
      """)
  int add(@Param("point") AssetCode point, @Param("c") MarketChanges.Change change);

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
