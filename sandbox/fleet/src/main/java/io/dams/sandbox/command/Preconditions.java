package io.dams.sandbox.command;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Merchant;
import io.dams.sandbox.Ports;
import io.dams.sandbox.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must be so before the fleet can come up; each refusal says the way out. */
record Preconditions(Installation fleet) {

  private static final long FREE_BYTES = 2L << 30;

  void check(Set<String> without) throws IOException {
    requireDisk();
    if (!without.contains("anvil")) {
      requireNpm();
    }
    ports(without).forEach((port, user) -> requireFree(fleet.port(port), user));
  }

  private void requireDisk() throws IOException {
    var free = Files.getFileStore(fleet.root()).getUsableSpace();
    if (free < FREE_BYTES) {
      throw new CommandException(
          "the disk of %s is almost full: %,d MB are free, the fleet needs %,d MB"
              .formatted(fleet.root(), free >> 20, FREE_BYTES >> 20));
    }
  }

  private static void requireNpm() {
    var present =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
    if (!present) {
      throw new CommandException(
          "npm was not found, and the EVM node comes by it: install Node.js 20 or later, or do"
              + " without: ./fleet up --without anvil");
    }
  }

  private static Map<Integer, String> ports(Set<String> without) {
    var ports = new TreeMap<Integer, String>();
    ports.put(Ports.MARIADB, "mariadb");
    ports.put(Ports.KAFKA, "kafka");
    ports.put(Ports.KAFKA_CONTROLLER, "kafka");
    ports.put(Ports.REDIS, "redis");
    ports.put(Ports.S3, "s3");
    ports.put(Ports.ANVIL, "anvil");
    ports.put(Ports.SMS, "merchants");
    ports.put(Ports.PARTNER, "merchants");
    ports.put(Ports.PUSH, "merchants");
    ports.put(Ports.APNS, "merchants");
    for (var merchant : Merchant.values()) {
      ports.put(merchant.port(), "merchants");
    }
    for (var service : Service.values()) {
      ports.put(service.port(), service.shortName());
      ports.put(service.managementPort(), service.shortName());
    }
    ports.values().removeIf(without::contains);
    return ports;
  }

  private static void requireFree(int port, String user) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assert socket.isBound();
    } catch (IOException taken) {
      throw new CommandException(
          """
          port %1$d, which %2$s needs, is taken by another program.
          Find it with: ss -ltnp 'sport = :%1$d'   (or: lsof -i :%1$d), end it and try again.\
          """
              .formatted(port, user));
    }
  }
}
