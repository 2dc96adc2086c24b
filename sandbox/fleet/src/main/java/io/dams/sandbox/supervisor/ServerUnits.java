package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Ports;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.servers.Anvil;
import io.dams.sandbox.servers.Kafka;
import io.dams.sandbox.servers.MariaDb;
import io.dams.sandbox.servers.Redis;
import io.dams.sandbox.servers.S3;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The real servers as units. */
final class ServerUnits {

  private final Installation fleet;

  ServerUnits(Installation fleet) {
    this.fleet = fleet;
  }

  private record Server(String name, int port, Supplier<ChildProcess> starter) implements Unit {
    @Override
    public ChildProcess start() {
      return starter.get();
    }
  }

  /** All of them; they do not need each other. */
  List<Unit> all() {
    return List.of(
        new Server("mariadb", fleet.port(Ports.MARIADB), () -> mariaDb().process()),
        new Server("kafka", fleet.port(Ports.KAFKA), () -> kafka().process()),
        new Server("redis", fleet.port(Ports.REDIS), () -> redis().process()),
        new Server(
            "s3",
            fleet.port(Ports.S3),
            () -> S3.start(data("s3"), log("s3"), fleet.port(Ports.S3)).process()),
        new Server("anvil", fleet.port(Ports.ANVIL), () -> anvil().process()));
  }

  private MariaDb mariaDb() {
    var password = fleet.password("mariadb.root");
    return MariaDb.start(
        fleet.software(),
        new MariaDb.Settings(
            data("mariadb"),
            log("mariadb"),
            fleet.port(Ports.MARIADB),
            password,
            !"false".equals(FurtherSettings.of(fleet, "mariadb").get("flush-each-commit"))));
  }

  private Kafka kafka() {
    return Kafka.start(
        new Kafka.Settings(
            data("kafka"),
            log("kafka"),
            fleet.port(Ports.KAFKA),
            fleet.port(Ports.KAFKA_CONTROLLER)));
  }

  private Redis redis() {
    return Redis.start(fleet.software(), data("redis"), log("redis"), fleet.port(Ports.REDIS));
  }

  private Anvil anvil() {
    return Anvil.start(fleet.software(), data("anvil"), log("anvil"), fleet.port(Ports.ANVIL));
  }

  private Path data(String name) {
    return fleet.data().resolve(name);
  }

  private Path log(String name) {
    return fleet.logs().resolve(name + ".log");
  }
}
