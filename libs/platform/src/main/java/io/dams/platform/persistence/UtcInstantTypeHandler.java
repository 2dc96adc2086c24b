package io.dams.platform.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.TimeZone;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** An instant as DATETIME(6) in UTC, cut to microseconds, whatever the time zone of the process. */
class UtcInstantTypeHandler extends BaseTypeHandler<Instant> {

  @Override
  public void setNonNullParameter(
      PreparedStatement ps, int i, Instant value, @Nullable JdbcType type) throws SQLException {
    ps.setObject(i, LocalDateTime.ofInstant(value.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC));
  }

  @Override
  public @Nullable Instant getNullableResult(ResultSet rs, String column) throws SQLException {
    return value(rs.getTimestamp(column, utc()));
  }

  @Override
  public @Nullable Instant getNullableResult(ResultSet rs, int column) throws SQLException {
    return value(rs.getTimestamp(column, utc()));
  }

  @Override
  public @Nullable Instant getNullableResult(CallableStatement cs, int column) throws SQLException {
    return value(cs.getTimestamp(column, utc()));
  }

  /** Without it the driver would go through the zone of the process, and its gaps. */
  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC));
  }

  private static @Nullable Instant value(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
