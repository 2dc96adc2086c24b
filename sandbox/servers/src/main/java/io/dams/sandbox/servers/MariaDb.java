package io.dams.sandbox.servers;

import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A MariaDB server: utf8mb4 compared byte by byte, UTC, READ COMMITTED, binary log on. An empty
 * data directory is initialised first.
 */
public record MariaDb(ChildProcess process, MariaDbAddress address) implements RunningServer {

  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(2);
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);

  /**
   * How to run it.
   *
   * @param data its data directory (not under a tmpfs)
   * @param flushEachCommit true: a commit is on disk before it is answered, also after power loss.
   *     False is for tests: commits survive the death of the server, not of the machine
   */
  public record Settings(
      Path data, Path log, int port, String rootPassword, boolean flushEachCommit) {}

  /** Starts it, and returns when it has answered a query. */
  public static MariaDb start(ServerSoftware software, Settings settings) {
    var home = software.mariaDb();
    if (!Files.isDirectory(settings.data().resolve("mysql"))) {
      install(home, settings);
    }
    var address = new MariaDbAddress("127.0.0.1", settings.port(), "root", settings.rootPassword());
    var initFile = writeInitFile(settings);
    try {
      var command = command(home, settings, initFile);
      var process =
          ChildProcess.start(ProcessPlan.of("mariadb", command, settings.data(), settings.log()));
      process.awaitReady(READY_WITHIN, () -> answers(address));
      return new MariaDb(process, address);
    } finally {
      delete(initFile);
    }
  }

  @Override
  public int port() {
    return address.port();
  }

  private static void install(Path home, Settings settings) {
    var command = new ArrayList<String>();
    command.add(home.resolve("scripts/mariadb-install-db").toString());
    command.addAll(List.of("--no-defaults", "--auth-root-authentication-method=normal"));
    command.addAll(List.of("--skip-test-db", "--innodb-log-file-size=64M"));
    command.add("--basedir=" + home);
    command.add("--datadir=" + settings.data());
    command.addAll(asRoot());
    var install =
        ChildProcess.start(
            ProcessPlan.of("mariadb-install-db", command, settings.data(), settings.log()));
    var code = install.awaitEnd(INSTALL_WITHIN);
    if (code != 0) {
      throw new ProcessFailedException(
          "mariadb-install-db ended with exit code %d; see %s".formatted(code, settings.log()));
    }
  }

  private static List<String> command(Path home, Settings settings, Path initFile) {
    var command = new ArrayList<String>();
    command.add(home.resolve("bin/mariadbd").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.add("--datadir=" + settings.data());
    command.add("--port=" + settings.port());
    command.add("--init-file=" + initFile);
    // A relative socket: an absolute path may be longer than the 107 bytes that a socket may have.
    command.addAll(List.of("--bind-address=127.0.0.1", "--socket=mariadb.sock", "--ssl=0"));
    command.addAll(List.of("--skip-name-resolve", "--max-connections=500"));
    // Services keep up to 150 for each connection, and the tests of a module several pools of them.
    command.add("--max-prepared-stmt-count=100000");
    command.addAll(
        List.of(
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_nopad_bin",
            // Also where a table or a connection names the character set only.
            "--character-set-collations=utf8mb4=utf8mb4_nopad_bin"));
    command.addAll(List.of("--default-time-zone=+00:00", "--transaction-isolation=READ-COMMITTED"));
    command.addAll(List.of("--log-bin=binlog", "--binlog-format=ROW", "--server-id=1"));
    command.addAll(List.of("--binlog-expire-logs-seconds=86400", "--max-binlog-size=64M"));
    command.add("--log-bin-trust-function-creators=1");
    command.addAll(List.of("--innodb-buffer-pool-size=128M", "--innodb-log-file-size=64M"));
    var flush = settings.flushEachCommit();
    command.add("--innodb-flush-log-at-trx-commit=" + (flush ? 1 : 2));
    command.add("--sync-binlog=" + (flush ? 1 : 0));
    command.addAll(asRoot());
    return command;
  }

  private static List<String> asRoot() {
    return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
  }

  /** The administrator has a password before the first connection is accepted. */
  private static Path writeInitFile(Settings settings) {
    var sql =
        """
        CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '%1$s';
        GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
        ALTER USER 'root'@'localhost' IDENTIFIED BY '%1$s';
        """;
    try {
      var file = Files.createTempFile(settings.data().toAbsolutePath().getParent(), "init", ".sql");
      Files.writeString(file, sql.formatted(settings.rootPassword()));
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean answers(MariaDbAddress address) throws Exception {
    try (var connection = address.connectAsRoot();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 1")) {
      return rows.next();
    }
  }
}
