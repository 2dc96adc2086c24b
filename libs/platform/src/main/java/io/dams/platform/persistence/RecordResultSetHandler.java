package io.dams.platform.persistence;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows of one query; all else is MyBatis's own handler's. */
record RecordResultSetHandler(
    ResultSetHandler other, Class<?> type, RecordConfiguration configuration)
    implements ResultSetHandler {

  @Override
  @SuppressWarnings("unchecked") // the mapper's method is of the type that its statement names
  public <E> List<E> handleResultSets(Statement statement) throws SQLException {
    ResultSet rows = statement.getResultSet();
    if (rows == null) {
      return other.handleResultSets(statement);
    }
    try (rows) {
      RecordRows reader = configuration.rows(RecordRows.Shape.of(type, rows.getMetaData()));
      List<@Nullable Object> records = new ArrayList<>();
      while (rows.next()) {
        records.add(reader.read(rows));
      }
      return (List<E>) records;
    }
  }

  @Override
  public <E> Cursor<E> handleCursorResultSets(Statement statement) throws SQLException {
    return other.handleCursorResultSets(statement);
  }

  @Override
  public void handleOutputParameters(CallableStatement statement) throws SQLException {
    other.handleOutputParameters(statement);
  }
}
