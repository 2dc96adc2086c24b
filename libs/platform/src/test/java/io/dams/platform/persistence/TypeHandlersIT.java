package io.dams.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.PlatformIT;
import java.time.Instant;
import java.util.TimeZone;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@PlatformIT
class TypeHandlersIT {

  @Autowired SqlSessionTemplate sessions;
  @Autowired JdbcTemplate jdbc;

  record Row(
      AssetCode asset,
      ContractId contract,
      UserId user,
      OrderGroupId orderGroup,
      LegId leg,
      TransferId transfer,
      Instant at,
      @Nullable LegId noLeg,
      @Nullable Instant never) {}

  interface RowMapper {
    @Select(
        """
        SELECT #{asset} AS asset, #{contract} AS contract, #{user} AS user,
               #{orderGroup} AS order_group, #{leg} AS leg, #{transfer} AS transfer,
               CAST(#{at} AS DATETIME(6)) AS at, NULL AS no_leg, CAST(NULL AS DATETIME(6)) AS never
        """)
    Row echo(Row row);
  }

  @Test
  void idsAndTimesComeBackAsTheyWent() {
    OrderGroupId group = new OrderGroupId(8L << 40);
    Row row =
        new Row(
            new AssetCode("SKY"),
            new ContractId("SKY-DMT"),
            new UserId(Long.MAX_VALUE),
            group,
            group.leg(7),
            TransferId.reserve(group.leg(7)),
            Instant.parse("2026-03-29T01:30:00.123456Z"),
            null,
            null);
    assertThat(mapper().echo(row)).isEqualTo(row);
  }

  /** In that hour of spring, that zone has no such local time. */
  @Test
  void timesDoNotDependOnTheZoneOfTheProcess() {
    TimeZone before = TimeZone.getDefault();
    Instant instant = Instant.parse("2026-03-29T02:30:00Z");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      Instant back = mapper().echo(rowAt(instant)).at();
      assertThat(back).isEqualTo(instant);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void sessionsRunInUtcAndReadWhatIsCommitted() {
    assertThat(jdbc.queryForObject("SELECT @@session.time_zone", String.class)).isEqualTo("+00:00");
    assertThat(jdbc.queryForObject("SELECT @@session.transaction_isolation", String.class))
        .isEqualTo("READ-COMMITTED");
    assertThat(jdbc.queryForObject("SELECT @@session.sql_mode", String.class))
        .contains("STRICT_TRANS_TABLES");
  }

  private RowMapper mapper() {
    return PersistenceConfiguration.mapper(sessions, RowMapper.class);
  }

  private static Row rowAt(Instant at) {
    OrderGroupId group = new OrderGroupId(8);
    return new Row(
        new AssetCode("SKY"),
        new ContractId("SKY-DMT"),
        new UserId(1),
        group,
        group.leg(0),
        TransferId.fee(group.leg(0)),
        at,
        null,
        null);
  }
}
