package io.dams.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each server answers, and keeps what it was given over an orderly end and over a kill. */
class ServerRestartIT {

  private final ServerSoftware software = SharedSet.software(SharedSet.rootAround(Path.of("")));
  private final int port = FreePorts.next();
  private Path folder;
  private RunningServer running;

  @BeforeEach
  void makeFolder() throws IOException {
    folder =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target").toAbsolutePath()), "restart");
  }

  @AfterEach
  void stop() {
    running.stop();
    assertThat(running.process().alive()).isFalse();
  }

  @Test
  void mariaDbKeepsCommitsOverAKillAndTakesANewRootPassword() throws Exception {
    var first = start("one-password");
    try (var root = first.address().connectAsRoot();
        var statement = root.createStatement()) {
      statement.execute("CREATE DATABASE kept");
      statement.execute("CREATE TABLE kept.fact (id INT PRIMARY KEY)");
      statement.execute("INSERT INTO kept.fact VALUES (7)");
    }
    first.process().kill();
    var second = start("other-password");
    try (var root = second.address().connectAsRoot();
        var statement = root.createStatement();
        var row = statement.executeQuery("SELECT id FROM kept.fact")) {
      assertThat(row.next() && row.getInt(1) == 7).isTrue();
    }
    assertThat(Files.readString(folder.resolve("log"))).doesNotContain("other-password");
    try (var files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".sql"));
    }
  }

  @Test
  void kafkaKeepsTopicsOverAnOrderlyEndAndAKill() {
    var first = startKafka();
    try (var topics = new KafkaTopics(first.bootstrap())) {
      topics.ensure(List.of(new NewTopic("kept", 2, (short) 1)));
      topics.ensure(
          List.of(new NewTopic("kept", 2, (short) 1), new NewTopic("more", 1, (short) 1)));
    }
    first.stop();
    startKafka().process().kill();
    try (var topics = new KafkaTopics(startKafka().bootstrap())) {
      assertThat(topics.names()).contains("kept", "more");
    }
  }

  @Test
  void redisKeepsKeysOverAKill() throws IOException {
    startRedis();
    assertThat(redis("SET kept 7")).isEqualTo("+OK\r\n");
    running.process().kill();
    startRedis();
    assertThat(redis("GET kept")).isEqualTo("$1\r\n7");
  }

  @Test
  void s3KeepsObjectsOverAnOrderlyEnd() throws Exception {
    running = S3.start(folder.resolve("data"), folder.resolve("log"), port);
    assertThat(send("PUT", "/bucket", "")).startsWith("200 ");
    assertThat(send("PUT", "/bucket/key", "a file")).startsWith("200 ");
    running.stop();
    running = S3.start(folder.resolve("data"), folder.resolve("log"), port);
    assertThat(send("GET", "/bucket/key", "")).isEqualTo("200 a file");
  }

  @Test
  void anvilKeepsBlocksOverAnOrderlyEnd() throws Exception {
    assumeTrue(npmIsPresent(), "npm is not installed");
    running = Anvil.start(software, folder.resolve("data"), folder.resolve("log"), port);
    assertThat(anvil("evm_mine")).contains("\"result\":\"0x0\"");
    assertThat(anvil("eth_blockNumber")).contains("\"result\":\"0x1\"");
    running.stop();
    running = Anvil.start(software, folder.resolve("data"), folder.resolve("log"), port);
    assertThat(anvil("eth_blockNumber")).contains("\"result\":\"0x1\"");
  }

  private MariaDb start(String password) {
    var settings =
        new MariaDb.Settings(folder.resolve("data"), folder.resolve("log"), port, password, true);
    var server = MariaDb.start(software, settings);
    running = server;
    return server;
  }

  private Kafka startKafka() {
    var server =
        Kafka.start(
            new Kafka.Settings(
                folder.resolve("data"), folder.resolve("log"), port, FreePorts.next()));
    running = server;
    return server;
  }

  private void startRedis() {
    running = Redis.start(software, folder.resolve("data"), folder.resolve("log"), port);
  }

  private String redis(String command) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write((command + "\r\n").getBytes());
      return new String(socket.getInputStream().readNBytes(5));
    }
  }

  private String anvil(String method) throws Exception {
    var call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[]}";
    return send("POST", "/", call.formatted(method));
  }

  private String send(String method, String path, String body) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  private static boolean npmIsPresent() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "npm")));
  }
}
