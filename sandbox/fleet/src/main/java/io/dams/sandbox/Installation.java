package io.dams.sandbox;

import io.dams.sandbox.secret.IdentityKeys;
import io.dams.sandbox.secret.PrivateFile;
import io.dams.sandbox.secret.Secrets;
import io.dams.sandbox.servers.MariaDbAddress;
import io.dams.sandbox.servers.ServerSoftware;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A fleet: where its parts are, and how to be let in. The one of {@code ./fleet} keeps everything
 * in {@code .fleet} of the repository; tests may have others beside it, with a home and ports of
 * their own.
 */
public final class Installation {

  /** Environment: the folder that keeps everything, {@code .fleet} of the repository if not set. */
  public static final String HOME_VARIABLE = "DAMS_FLEET_HOME";

  /** Environment: added to every port, 0 if not set. */
  public static final String OFFSET_VARIABLE = "DAMS_FLEET_PORT_OFFSET";

  private static final String HOST = "127.0.0.1";

  private final Path root;
  private final Path home;
  private final int portOffset;
  private final Secrets secrets;
  private final IdentityKeys keys;

  private Installation(Path root, Path home, int portOffset) {
    this.root = root;
    this.home = home;
    this.portOffset = portOffset;
    PrivateFile.folder(home);
    secrets = new Secrets(PrivateFile.folder(home.resolve("config")).resolve("secrets.properties"));
    keys = new IdentityKeys(PrivateFile.folder(home.resolve("keys")));
  }

  /** The installation of {@code ./fleet}, which the environment may move; nothing needs to run. */
  public static Installation in(Path root) {
    var home = System.getenv().getOrDefault(HOME_VARIABLE, ".fleet");
    var offset = System.getenv().getOrDefault(OFFSET_VARIABLE, "0");
    return at(root, root.resolve(home), Integer.parseInt(offset));
  }

  /**
   * An installation with a home of its own, for tests.
   *
   * @param root the repository, absolute, whose built services it runs
   * @param home absolute; gets data, logs, secrets and keys
   * @param portOffset added to every port
   */
  public static Installation at(Path root, Path home, int portOffset) {
    return new Installation(root, home, portOffset);
  }

  /** The repository. */
  public Path root() {
    return root;
  }

  /** Data of servers and simulators; what {@code down --wipe} removes. */
  public Path data() {
    return home.resolve("data");
  }

  /** A log file for each process. */
  public Path logs() {
    return home.resolve("logs");
  }

  /** Sockets, locks and process ids of what runs now. */
  public Path run() {
    return home.resolve("run");
  }

  /** Settings and secrets, readable by their owner only. */
  public Path config() {
    return home.resolve("config");
  }

  /** Private keys. */
  public Path keyFolder() {
    return home.resolve("keys");
  }

  /** Services as they are run: unpacked from their jars. All installations share them. */
  public Path apps() {
    return root.resolve(".fleet/apps");
  }

  /** Binaries of the servers. All installations share them. */
  public ServerSoftware software() {
    return new ServerSoftware(root.resolve(".fleet/software"));
  }

  /** Its folder. */
  public Path home() {
    return home;
  }

  /** By how much its ports are shifted. */
  public int portOffset() {
    return portOffset;
  }

  /** One of {@link Ports}, or a service's or merchant's port, as it is in this installation. */
  public int port(int standard) {
    return standard + portOffset;
  }

  /** The public door. */
  public URI gateway() {
    return address(Service.GATEWAY.port());
  }

  /** Where a service serves requests, by short name. */
  public URI service(String name) {
    return address(known(name).port());
  }

  /** Where a service's health and metrics are, by short name. */
  public URI management(String name) {
    return address(known(name).managementPort());
  }

  /** A merchant's apiserver, without {@code /v1}. */
  public URI merchant(String exCode) {
    return address(Merchant.valueOf(exCode).port());
  }

  /** The SMS simulator. */
  public URI sms() {
    return address(Ports.SMS);
  }

  /** The partner app of the transfer service. */
  public URI partner() {
    return address(Ports.PARTNER);
  }

  /** The push service of Android devices; also shows what devices of all kinds show. */
  public URI push() {
    return address(Ports.PUSH);
  }

  /** For Kafka clients. */
  public String kafkaBootstrap() {
    return HOST + ":" + port(Ports.KAFKA);
  }

  /** The database server and its administrator. */
  public MariaDbAddress mariaDb() {
    return new MariaDbAddress(HOST, port(Ports.MARIADB), "root", password("mariadb.root"));
  }

  /** A connection that may read every schema and write none. */
  public Connection connectAsAuditor() throws SQLException {
    return DriverManager.getConnection(
        mariaDb().jdbcUrl("") + "?connectTimeout=10000", "auditor", password("mariadb.auditor"));
  }

  /** Our key at a merchant. */
  public MerchantCredentials merchantCredentials(String exCode) {
    return new MerchantCredentials("dams-sandbox", key("merchant." + exCode));
  }

  /**
   * A token by which a service, {@code operator} or {@code auditor} is known for a minute.
   *
   * @param audience the called service's module, such as {@code ledger-svc}
   */
  public String token(String issuer, String audience) {
    return keys.token(issuer, audience);
  }

  /** What runs, and how to start, stop and kill it. */
  public Supervision supervisor() {
    return new Supervision(this);
  }

  /** A password of this installation by its name, such as {@code mariadb.root}. */
  public String password(String name) {
    return secrets.password(name);
  }

  /** A 32-byte key of this installation by its name, base64. */
  public String key(String name) {
    return secrets.key(name);
  }

  /** The private keys by which services and people are known. */
  public IdentityKeys keys() {
    return keys;
  }

  private static Service known(String name) {
    return Service.named(name)
        .orElseThrow(() -> new CommandException("there is no service '" + name + "'"));
  }

  private URI address(int standardPort) {
    return URI.create("http://%s:%d".formatted(HOST, port(standardPort)));
  }
}
