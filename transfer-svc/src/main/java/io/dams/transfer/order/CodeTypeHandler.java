package io.dams.transfer.order;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** A constant that is stored as its number of the seed. */
final class CodeTypeHandler<E extends Enum<E>> extends BaseTypeHandler<E> {

  private final E[] constants;
  private final ToIntFunction<E> code;

  CodeTypeHandler(E[] constants, ToIntFunction<E> code) {
    this.constants = constants.clone();
    this.code = code;
  }

  @Override
  public void setNonNullParameter(PreparedStatement ps, int i, E value, @Nullable JdbcType type)
      throws SQLException {
    ps.setInt(i, code.applyAsInt(value));
  }

  @Override
  public @Nullable E getNullableResult(ResultSet rs, String column) throws SQLException {
    int number = rs.getInt(column);
    return rs.wasNull() ? null : of(number);
  }

  @Override
  public @Nullable E getNullableResult(ResultSet rs, int column) throws SQLException {
    int number = rs.getInt(column);
    return rs.wasNull() ? null : of(number);
  }

  @Override
  public @Nullable E getNullableResult(CallableStatement cs, int column) throws SQLException {
    int number = cs.getInt(column);
    return cs.wasNull() ? null : of(number);
  }

  private E of(int number) {
    return Arrays.stream(constants)
        .filter(one -> code.applyAsInt(one) == number)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("no constant has the number " + number));
  }
}
