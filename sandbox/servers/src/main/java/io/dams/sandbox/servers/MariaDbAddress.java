package io.dams.sandbox.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where a MariaDB server is, and its administrator.
 *
 * @param rootPassword secret; not part of {@link #toString()}
 */
public record MariaDbAddress(String host, int port, String rootUser, String rootPassword) {

  /** The JDBC address of a schema; an empty name is the server itself. */
  public String jdbcUrl(String schema) {
    return "jdbc:mariadb://%s:%d/%s".formatted(host, port, schema);
  }

  /** A connection of the administrator, without a schema. Gives up connecting after ten seconds. */
  public Connection connectAsRoot() throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl("") + "?connectTimeout=10000", rootUser, rootPassword);
  }

  @Override
  public String toString() {
    return "MariaDbAddress[%s:%d]".formatted(host, port);
  }
}
