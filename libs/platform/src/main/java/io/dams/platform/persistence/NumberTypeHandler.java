package io.dams.platform.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** A value that is stored as BIGINT. */
class NumberTypeHandler<T> extends BaseTypeHandler<T> {

  private final ToLongFunction<T> write;
  private final LongFunction<T> read;

  NumberTypeHandler(ToLongFunction<T> write, LongFunction<T> read) {
    this.write = write;
    this.read = read;
  }

  @Override
  public void setNonNullParameter(PreparedStatement ps, int i, T value, @Nullable JdbcType type)
      throws SQLException {
    ps.setLong(i, write.applyAsLong(value));
  }

  @Override
  public @Nullable T getNullableResult(ResultSet rs, String column) throws SQLException {
    long number = rs.getLong(column);
    return rs.wasNull() ? null : read.apply(number);
  }

  @Override
  public @Nullable T getNullableResult(ResultSet rs, int column) throws SQLException {
    long number = rs.getLong(column);
    return rs.wasNull() ? null : read.apply(number);
  }

  @Override
  public @Nullable T getNullableResult(CallableStatement cs, int column) throws SQLException {
    long number = cs.getLong(column);
    return cs.wasNull() ? null : read.apply(number);
  }
}
