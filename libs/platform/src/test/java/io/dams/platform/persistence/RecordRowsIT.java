package io.dams.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.platform.PlatformIT;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.annotation.Autowired;

@PlatformIT
class RecordRowsIT {

  @Autowired SqlSessionTemplate sessions;

  enum Colour {
    RED,
    BLUE
  }

  record Fruit(
      String name, long grams, boolean ripe, @Nullable Integer seeds, Colour colour, UserId owner) {

    Fruit {
      if (grams < 0) {
        throw new IllegalArgumentException("lighter than nothing");
      }
    }
  }

  record Count(long fruits) {}

  interface FruitMapper {

    @Select(
        """
        SELECT 'BLUE' AS colour, 7 AS OWNER, NULL AS seeds, 12 AS gr_ams, TRUE AS ripe,
               'sloe' AS name, 1 AS of_no_use
        UNION ALL SELECT 'RED', 8, 3, 90, FALSE, 'plum', 2 ORDER BY gr_ams
        """)
    List<Fruit> fruits();

    @Select(
        """
        SELECT 'x' AS name, #{grams} AS grams, TRUE AS ripe, 1 AS seeds, 'RED' AS colour, 1 AS owner
        """)
    @Nullable Fruit weighing(@Param("grams") @Nullable Long grams);

    @Select("SELECT 'x' AS name, 1 AS grams")
    Fruit incomplete();

    @Select("SELECT CAST(NULL AS SIGNED) AS fruits")
    @Nullable Count nothing();

    @Select("SELECT 1 AS fruits FROM DUAL WHERE FALSE")
    @Nullable Count none();

    @Select("SELECT 5 AS user")
    UserId id();
  }

  @Test
  void columnsAreFoundByTheirNamesInAnyOrder() {
    List<Fruit> expected =
        List.of(
            new Fruit("sloe", 12, true, null, Colour.BLUE, new UserId(7)),
            new Fruit("plum", 90, false, 3, Colour.RED, new UserId(8)));
    assertThat(mapper().fruits()).isEqualTo(expected);
    assertThat(mapper().fruits()).isEqualTo(expected);
  }

  @Test
  void aRowOfNullsIsNullAndNoRowIsNone() {
    assertThat(mapper().nothing()).isNull();
    assertThat(mapper().none()).isNull();
  }

  @Test
  void aTypeWithAHandlerIsOneColumn() {
    assertThat(mapper().id()).isEqualTo(new UserId(5));
  }

  @Test
  void whatDoesNotFitIsNotGuessed() {
    assertThat(mapper().weighing(3L)).isNotNull();
    assertThatThrownBy(() -> mapper().weighing(null)).hasMessageContaining("cannot take");
    assertThatThrownBy(() -> mapper().weighing(-1L)).hasStackTraceContaining("lighter than");
    assertThatThrownBy(() -> mapper().incomplete()).hasStackTraceContaining("no column for ripe");
  }

  private FruitMapper mapper() {
    return PersistenceConfiguration.mapper(sessions, FruitMapper.class);
  }
}
