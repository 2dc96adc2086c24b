package io.dams.frontoffice.brand;

import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Tables {@code brand} and {@code pointdict}. */
@Mapper
interface BrandMapper {

  @Insert(
      """
      INSERT INTO brand (brand_code, brand_name, logo_url, updated_at)
      VALUES (#{brand.exCode}, #{brand.name}, #{brand.logoUrl}, #{now})
      ON DUPLICATE KEY UPDATE
        brand_name = VALUES(brand_name), logo_url = VALUES(logo_url),
        updated_at = VALUES(updated_at)
      """)
  int putBrand(Brand brand, Instant now);

  @Insert(
      """
      INSERT INTO pointdict (ex_code, brand_code, point_scale, priority, displayed, updated_at)
      VALUES (#{brand.exCode}, #{brand.exCode}, #{brand.pointScale}, #{brand.priority},
              #{brand.displayed}, #{now})
      ON DUPLICATE KEY UPDATE
        point_scale = VALUES(point_scale), priority = VALUES(priority),
        displayed = VALUES(displayed), updated_at = VALUES(updated_at)
      """)
  int putPoint(Brand brand, Instant now);

  @Select(
      """
      SELECT p.ex_code, b.brand_name AS name, b.logo_url, p.point_scale, p.priority, p.displayed
        FROM pointdict p JOIN brand b ON b.brand_code = p.brand_code
       WHERE p.displayed
       ORDER BY p.priority, p.ex_code
       LIMIT 1000
      """)
  List<Brand> displayed();

  @Select(
      """
      SELECT p.ex_code, b.brand_name AS name, b.logo_url, p.point_scale, p.priority, p.displayed
        FROM pointdict p JOIN brand b ON b.brand_code = p.brand_code
       WHERE p.ex_code = #{exCode}
      """)
  @Nullable Brand find(AssetCode exCode);
}
