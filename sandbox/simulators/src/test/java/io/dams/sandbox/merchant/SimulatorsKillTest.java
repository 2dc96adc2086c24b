package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.testing.KillableJvm;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process as {@code kill -9} does, while transfers are on their way. */
class SimulatorsKillTest {

  private static final Pattern READY = Pattern.compile("^READY", Pattern.MULTILINE);
  private static final int WORKERS = 8;
  private static final int ANSWERED_BEFORE_KILL = 200;

  @TempDir Path directory;

  @Test
  void keepsEveryTransferThatItAnsweredBeforeItWasKilled() throws Exception {
    int port = freePort();
    URI base = URI.create("http://127.0.0.1:" + port);
    Set<String> answered = ConcurrentHashMap.newKeySet();
    try (KillableJvm first = started(port);
        SignedCaller caller = new SignedCaller(base, Clock.systemUTC())) {
      join(caller, base);
      CountDownLatch enough = new CountDownLatch(ANSWERED_BEFORE_KILL);
      try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int worker = 0; worker < WORKERS; worker++) {
          String name = "w" + worker + "-";
          workers.execute(() -> transferUntilItFails(caller, name, answered, enough));
        }
        assertThat(enough.await(180, TimeUnit.SECONDS)).isTrue();
        first.kill();
      }
    }

    try (KillableJvm second = started(port);
        SignedCaller caller = new SignedCaller(base, Clock.systemUTC())) {
      for (String id : answered) {
        assertThat(caller.query(id).body().path("state").asString("")).as(id).isEqualTo("DONE");
      }
      String books =
          caller.raw(HttpRequest.newBuilder(base.resolve("/sandbox/books")).build()).body();
      MerchantTotals totals = SignedCaller.JSON.readValue(books, MerchantTotals.class);
      assertThat(totals.isBalanced()).isTrue();
      assertThat(totals.intermediaryUnits()).isEqualTo(totals.transfersDone());
      assertThat(totals.transfersDone()).isBetween(answered.size(), answered.size() + WORKERS);
      second.terminate();
    }
  }

  private static void transferUntilItFails(
      SignedCaller caller, String name, Set<String> answered, CountDownLatch enough) {
    TransferRequest request =
        new TransferRequest(
            TransferKind.RESERVE, "ann", 1, null, Instant.now().plusSeconds(600), "8");
    for (int i = 0; ; i++) {
      try {
        if (caller.transfer(name + i, request).status() == 200) {
          answered.add(name + i);
          enough.countDown();
        }
      } catch (IOException | InterruptedException e) {
        return;
      }
    }
  }

  private static void join(SignedCaller caller, URI base) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/sandbox/members/ann"))
            .PUT(BodyPublishers.ofString("{\"phone\":\"+8613800000001\",\"units\":\"1000000\"}"))
            .build();
    assertThat(caller.raw(request).statusCode()).isEqualTo(204);
  }

  private KillableJvm started(int port) throws Exception {
    Path secrets = directory.resolve("secrets.properties");
    Files.writeString(
        secrets,
        "SKY.key-id="
            + MerchantSettings.TEST_KEY
            + "\nSKY.secret="
            + Base64.getEncoder().encodeToString(MerchantSettings.testSecret()));
    KillableJvm simulators =
        KillableJvm.start(
            directory.resolve("said"),
            Simulators.class,
            List.of(
                "--data",
                directory.resolve("data").toString(),
                "--secrets",
                secrets.toString(),
                "SKY=" + port));
    simulators.await(READY);
    return simulators;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
