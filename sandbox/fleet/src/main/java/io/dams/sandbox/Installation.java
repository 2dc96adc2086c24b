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
 * This fleet: where its parts are, and how to be let in. Everything that it keeps is in {@code
 * .fleet} of the repository.
 */
public final class Installation {

  /** Names the folder in the repository that keeps everything; {@code .fleet} when not set. */
  public static final String HOME_VARIABLE = "DAMS_FLEET_HOME";

  static final Path HOME = Path.of(System.getenv().getOrDefault(HOME_VARIABLE, ".fleet"));

  private static final String HOST = "127.0.0.1";

  private final Path root;
  private final Path home;
  private final Secrets secrets;
  private final IdentityKeys keys;

  private Installation(Path root) {
    this.root = root;
    home = root.resolve(HOME);
    secrets = new Secrets(PrivateFile.folder(home.resolve("config")).resolve("secrets.properties"));
    keys = new IdentityKeys(PrivateFile.folder(home.resolve("keys")));
  }

  /** The installation of a repository; nothing needs to run. */
  public static Installation in(Path root) {
    return new Installation(root);
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

  /** Services as they are run: unpacked from their jars. */
  public Path apps() {
    return home.resolve("apps");
  }

  /** Binaries of the servers. */
  public ServerSoftware software() {
    return new ServerSoftware(root.resolve(".fleet/software"));
  }

  /** The public door. */
  public URI gateway() {
    return at(Service.GATEWAY.port());
  }

  /** Where a service serves requests, by short name. */
  public URI service(String name) {
    return at(known(name).port());
  }

  /** Where a service's health and metrics are, by short name. */
  public URI management(String name) {
    return at(known(name).managementPort());
  }

  /** A merchant's apiserver, without {@code /v1}. */
  public URI merchant(String exCode) {
    return at(Merchant.valueOf(exCode).port());
  }

  /** The SMS simulator. */
  public URI sms() {
    return at(Ports.SMS);
  }

  /** For Kafka clients. */
  public String kafkaBootstrap() {
    return HOST + ":" + Ports.KAFKA;
  }

  /** The database server and its administrator. */
  public MariaDbAddress mariaDb() {
    return new MariaDbAddress(HOST, Ports.MARIADB, "root", password("mariadb.root"));
  }

  /** A connection that may read every schema and write none. */
  public Connection connectAsAuditor() throws SQLException {
    return DriverManager.getConnection(
        mariaDb().jdbcUrl("") + "?connectTimeout=2000", "auditor", password("mariadb.auditor"));
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

  private static URI at(int port) {
    return URI.create("http://%s:%d".formatted(HOST, port));
  }
}
