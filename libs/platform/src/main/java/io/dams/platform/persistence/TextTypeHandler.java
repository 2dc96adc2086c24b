package io.dams.platform.persistence;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** A value that is stored as text. */
class TextTypeHandler<T> extends BaseTypeHandler<T> {

  private final Function<T, String> write;
  private final Function<String, T> read;

  TextTypeHandler(Function<T, String> write, Function<String, T> read) {
    this.write = write;
    this.read = read;
  }

  @Override
  public void setNonNullParameter(PreparedStatement ps, int i, T value, @Nullable JdbcType type)
      throws SQLException {
    ps.setString(i, write.apply(value));
  }

  @Override
  public @Nullable T getNullableResult(ResultSet rs, String column) throws SQLException {
    return value(rs.getString(column));
  }

  @Override
  public @Nullable T getNullableResult(ResultSet rs, int column) throws SQLException {
    return value(rs.getString(column));
  }

  @Override
  public @Nullable T getNullableResult(CallableStatement cs, int column) throws SQLException {
    return value(cs.getString(column));
  }

  private @Nullable T value(@Nullable String text) {
    return text == null ? null : read.apply(text);
  }
}
