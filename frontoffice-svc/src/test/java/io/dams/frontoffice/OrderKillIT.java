package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.testing.KillableJvm;
import io.dams.contracts.topic.InputOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Another instance, as a process of its own, dies by SIGKILL when it has accepted an order. */
class OrderKillIT extends OrderTest {

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  @Autowired ConfigurableEnvironment environment;

  @Test
  void killedAfterTheCommitBeforeTheReplyTheSameKeyGetsTheGroupThatWasMade() throws Exception {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String key = UUID.randomUUID().toString();
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    OrderGroupId group;
    try (HttpClient client = HttpClient.newHttpClient();
        KillableJvm other = startAnother()) {
      int otherPort = Integer.parseInt(other.await(STARTED).group(1));
      CompletableFuture<HttpResponse<String>> reply = placeAt(otherPort, client, user, key, body);
      await(() -> reply.isDone() || groups(user).size() == 1);
      other.kill();
      assertThatThrownBy(reply::get).isInstanceOf(ExecutionException.class);
      group = groups(user).getFirst();
    }

    Answer again = post(user, "/v1/order-groups", key, body);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("groupId")).isEqualTo(group.toString());
    assertThat(post(user, "/v1/order-groups", key, body).body()).isEqualTo(again.body());
    assertThat(
            post(user, "/v1/order-groups", key, legs(leg("SKY-DMT", "SELL", "200", "50"))).code())
        .isEqualTo("idempotency-key-reused");
    assertThat(groups(user)).containsExactly(group);
    Answer next = place(user, body);
    onlyCommand(OrderGroupId.of(next.text("groupId")), InputOrder.PlaceOrderGroup.class);
    var command = onlyCommand(group, InputOrder.PlaceOrderGroup.class);
    assertThat(command.group().group()).isEqualTo(group);
  }

  private List<OrderGroupId> groups(User user) {
    return jdbc
        .sql("SELECT group_id FROM order_group WHERE account_id = ?")
        .param(user.id())
        .query(Long.class)
        .list()
        .stream()
        .map(OrderGroupId::new)
        .toList();
  }

  private CompletableFuture<HttpResponse<String>> placeAt(
      int otherPort, HttpClient client, User user, String key, String body) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + otherPort + "/v1/order-groups"))
            .header("Authorization", "Bearer " + user.accessToken())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** With the settings of this one. It only accepts: it hears nothing, and sends nothing. */
  private KillableJvm startAnother() throws IOException {
    return KillableJvm.start(
        Path.of("target", "killed-instance.log"),
        NeverReplying.class,
        Stream.concat(
                settings(),
                Stream.of(
                    "server.port=0",
                    "dams.outbox.relay=false",
                    "spring.kafka.listener.auto-startup=false"))
            .map(line -> "--" + line)
            .toList());
  }

  /** What this test's context was told, and no file says. */
  private Stream<String> settings() {
    return environment.getPropertySources().stream()
        .filter(source -> source.getName().contains("Test Properties"))
        .map(source -> (EnumerablePropertySource<?>) source)
        .flatMap(
            source ->
                Stream.of(source.getPropertyNames())
                    .filter(name -> name.startsWith("dams.") || name.startsWith("spring."))
                    .map(name -> name + "=" + source.getProperty(name)));
  }
}
