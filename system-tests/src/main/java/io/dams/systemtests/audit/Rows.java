package io.dams.systemtests.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows by explicit SQL. */
record Rows(Connection connection) {

  /** Makes an object of a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> all(String sql, Reader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /** The one number that the query gives. */
  long number(String sql) throws SQLException {
    return all(sql, row -> exact(row, 1)).getFirst();
  }

  /** Whether the transfer service has ever run here, and made its tables. */
  boolean hasTransfers() throws SQLException {
    return number(
            """
            SELECT COUNT(*) FROM information_schema.tables
            WHERE table_schema = 'transfer' AND table_name = 'kku_transfer_callbacks'
            """)
        > 0;
  }

  /** A sum of BIGINTs is a DECIMAL; a value beyond {@code long} throws. */
  static long exact(ResultSet row, int column) throws SQLException {
    return row.getBigDecimal(column).longValueExact();
  }

  /** Like {@link #exact(ResultSet, int)}, by the column's name. */
  static long exact(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column).longValueExact();
  }
}
