package io.dams.sandbox.servers;

import java.sql.SQLException;
import java.sql.Statement;

/** Makes schemas and their users on a server. Names and passwords are the sandbox's own. */
public final class Schemas {

  private static final String SAFE = "[A-Za-z0-9_-]+";

  private final MariaDbAddress server;

  /** Schemas on this server, made as its administrator. */
  public Schemas(MariaDbAddress server) {
    this.server = server;
  }

  /** Drops the schema if it is there, then makes it anew with both users. */
  public Schema recreate(String name, String ownerPassword, String appPassword) {
    return make(name, ownerPassword, appPassword, true);
  }

  /** Makes the schema and users that are missing; data stays; passwords become these. */
  public Schema ensure(String name, String ownerPassword, String appPassword) {
    return make(name, ownerPassword, appPassword, false);
  }

  /** A user who may read every schema and write none. */
  public void ensureReader(String user, String password) {
    requireSafe(user);
    requireSafe(password);
    try (var connection = server.connectAsRoot();
        var statement = connection.createStatement()) {
      createUser(statement, user, password);
      statement.execute("GRANT SELECT, SHOW VIEW ON *.* TO '%s'@'%%'".formatted(user));
    } catch (SQLException failure) {
      throw new IllegalStateException("could not make the user " + user, failure);
    }
  }

  private Schema make(String name, String ownerPassword, String appPassword, boolean anew) {
    requireSafe(name);
    requireSafe(ownerPassword);
    requireSafe(appPassword);
    var owner = name + "_owner";
    var app = name + "_app";
    try (var connection = server.connectAsRoot();
        var statement = connection.createStatement()) {
      if (anew) {
        statement.execute("DROP DATABASE IF EXISTS `%s`".formatted(name));
        statement.execute("DROP USER IF EXISTS '%s'@'%%', '%s'@'%%'".formatted(owner, app));
      }
      statement.execute("CREATE DATABASE IF NOT EXISTS `%s`".formatted(name));
      createUser(statement, owner, ownerPassword);
      createUser(statement, app, appPassword);
      statement.execute(
          "GRANT ALL PRIVILEGES ON `%s`.* TO '%s'@'%%' WITH GRANT OPTION".formatted(name, owner));
    } catch (SQLException failure) {
      throw new IllegalStateException("could not make the schema " + name, failure);
    }
    return new Schema(name, server.jdbcUrl(name), owner, ownerPassword, app, appPassword);
  }

  private static void createUser(Statement statement, String user, String password)
      throws SQLException {
    statement.execute(
        "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s'".formatted(user, password));
    statement.execute("ALTER USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(user, password));
  }

  private static void requireSafe(String word) {
    if (!word.matches(SAFE)) {
      throw new IllegalArgumentException("only letters, digits, - and _ are allowed here");
    }
  }
}
