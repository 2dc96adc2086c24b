package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.InputOrder;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An order is placed once, however often and however concurrently it is sent. */
class OrderKeysIT extends OrderTest {

  @Test
  void demandsAKeyAndRefusesItWithAnotherBody() {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    Answer keyless = post(user, "/v1/order-groups", body);
    assertThat(keyless.code()).isEqualTo("idempotency-key-missing");
    assertThat(keyless.text("field")).isEqualTo("Idempotency-Key");
    assertThat(keyless.text("rule")).isEqualTo("required");
    String key = UUID.randomUUID().toString();
    Answer first = post(user, "/v1/order-groups", key, body);
    assertThat(first.status()).isEqualTo(202);
    Answer other = post(user, "/v1/order-groups", key, legs(leg("SKY-DMT", "SELL", "200", "50")));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency-key-reused");
    User stranger = newUser(Map.of(Simulated.SKY, 1_000L));
    assertThat(post(stranger, "/v1/order-groups", key, body).text("groupId"))
        .isNotEqualTo(first.text("groupId"));
  }

  @Test
  void repeatsTheFirstAnswerWhateverHasChangedSince() {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String key = UUID.randomUUID().toString();
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    Answer first = post(user, "/v1/order-groups", key, body);
    delete(user, "/v1/wallets/SKY");
    Answer again = post(user, "/v1/order-groups", key, body);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void fiftyThreadsWithOneKeyMakeOneGroup() throws Exception {
    User user = newUser(Map.of(Simulated.SKY, 1_000L));
    String key = UUID.randomUUID().toString();
    String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return post(user, "/v1/order-groups", key, body);
                }));
      }
      start.countDown();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
    }
    Set<String> groups = new TreeSet<>();
    for (Answer answer : answers) {
      // 503: fifty balance questions at once are more than one merchant is asked
      assertThat(answer.status()).isIn(202, 409, 503);
      if (answer.status() == 202) {
        groups.add(answer.text("groupId"));
      }
    }
    assertThat(groups).hasSize(1);
    assertThat(
            jdbc.sql("SELECT COUNT(*) FROM order_group WHERE account_id = ?")
                .param(user.id())
                .query(Long.class)
                .single())
        .isEqualTo(1);
    onlyCommand(OrderGroupId.of(groups.iterator().next()), InputOrder.PlaceOrderGroup.class);
  }

  /**
   * Of two requests of one key the first waits in vain for the merchant, and the second is accepted
   * meanwhile. A round in which the second took longer says nothing.
   */
  @Test
  void aRequestThatWasAcceptedMeanwhileIsNotRefused() throws Exception {
    boolean met = false;
    for (int round = 0; round < 5 && !met; round++) {
      User user = newUser(Map.of(Simulated.SKY, 1_000L));
      String key = UUID.randomUUID().toString();
      String body = legs(leg("SKY-DMT", "SELL", "100", "50"));
      Simulated.SKY
          .faults()
          .add(
              Fault.of(Fault.Hang.of(Duration.ofSeconds(3)))
                  .on(Operation.BALANCE)
                  .subject("m" + user.id()));
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Answer> waiting = threads.submit(() -> post(user, "/v1/order-groups", key, body));
        Awaitility.await().atMost(PATIENCE).until(() -> Simulated.SKY.faults().list().isEmpty());
        Answer accepted = post(user, "/v1/order-groups", key, body);
        assertThat(accepted.status()).isEqualTo(202);
        met = !waiting.isDone();
        if (met) {
          assertThat(waiting.get().status()).isEqualTo(202);
          assertThat(waiting.get().body()).isEqualTo(accepted.body());
        }
      }
    }
    assertThat(met).isTrue();
  }

  @Test
  void holdsTheBoundOfOpenGroupsUnderFiftyPlacingsAtOnce() throws Exception {
    User user = newUser(Map.of(Simulated.SKY, 0L));
    tokens(user, 1_000_000);
    String body = legs(leg("SKY-DMT", "BUY", "100", "50"));
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return place(user, body);
                }));
      }
      start.countDown();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
    }
    assertThat(answers).filteredOn(a -> a.status() == 202).hasSize(Simulated.OPEN_GROUPS);
    assertThat(answers)
        .filteredOn(a -> a.status() != 202)
        .extracting(Answer::code)
        .containsOnly("too-many-open-groups");
  }
}
