package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import io.dams.matching.engine.Engine;
import io.dams.matching.engine.RandomLog;
import io.dams.sandbox.servers.SharedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shards against a real Kafka; every test has a shard of its own. */
class ShardWorkerIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int SHARDS = 16;
  private static final AtomicInteger NEXT_SHARD = new AtomicInteger();

  private final int shard = NEXT_SHARD.getAndIncrement();

  private final String bootstrap = SharedServers.get().kafkaBootstrap();
  private final List<Running> running = new ArrayList<>();
  private CoreTopics topics;

  private record Running(ShardWorker worker, Thread thread) {}

  @BeforeAll
  static void makeTopics() {
    CoreTopics.recreate(SHARDS);
  }

  @BeforeEach
  void openTopics() {
    topics = new CoreTopics(bootstrap, shard);
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Running each : running) {
      end(each);
    }
    topics.close();
  }

  @Test
  void turnsCommandsIntoEventsExactlyOnce() {
    append(log(new Random().nextLong()), 400);
    ShardWorker worker = start().worker();
    topics.awaitDone(SOON);
    // Ticks go on, so that the log may have grown between the replay and the question.
    await(
        "equal states",
        () -> topics.assertEqualToAStraightReplay().stateHash().equals(worker.stateHash().join()));
    assertThat(worker.status().phase()).isEqualTo(ShardPhase.RUNNING);
    assertThat(worker.status().sequence()).isPositive();
  }

  @Test
  void eventsCarryTheirHeaders() {
    append(log(7), 20);
    start();
    topics.awaitDone(SOON);
    ConsumerRecord<String, byte[]> first = topics.events().getFirst();
    assertThat(first.key()).isEqualTo(Integer.toString(shard));
    assertThat(header(first, Topics.CE_ID)).isEqualTo(shard + "-1");
    assertThat(header(first, Topics.CE_SEQUENCE)).isEqualTo("1");
    assertThat(header(first, Topics.CE_SOURCE)).isEqualTo("matching-core-svc");
    assertThat(header(first, Topics.CE_TYPE)).isIn("ContractPublished", "ContractRefused");
    assertThat(Instant.parse(header(first, Topics.CE_TIME))).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void goesOnWhereAnOrderlyEndLeftIt() throws InterruptedException {
    RandomLog log = log(11);
    for (int i = 0; i < 3; i++) {
      append(log, 100);
      Running one = start();
      topics.awaitDone(SOON);
      end(one);
    }
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void whatWasSentButNotCommittedIsNeverSeen() {
    append(log(13), 100);
    // An owner that dies between sending and committing: its events are in the topic, aborted.
    try (ShardLogClient dying = CoreProcess.logs(bootstrap, SOON).open(shard)) {
      dying.fenceOthers();
      dying.seek(0);
      Engine engine = new Engine(shard);
      int sent = 0;
      while (sent < 100) {
        for (LoggedCommand command : dying.poll()) {
          CoreOrder order = CoreProcess.mapper().order(command);
          engine.apply(
              order, command.offset(), command.at(), event -> dying.send(List.of(event), null));
          sent++;
        }
      }
      start();
      topics.awaitDone(SOON);
    }
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void aSecondInstanceTakesOverAndTheFirstIsFencedAndStandsBy() throws InterruptedException {
    RandomLog log = log(17);
    append(log, 100);
    ShardWorker first = start().worker();
    await("the first runs", () -> first.status().phase() == ShardPhase.RUNNING);
    append(log, 100);
    Running second = start();
    await("the second runs", () -> second.worker().status().phase() == ShardPhase.RUNNING);
    append(log, 100);
    topics.awaitDone(SOON);
    await("the first stands by", () -> first.status().phase() == ShardPhase.STANDING_BY);
    end(second);
    append(log, 100);
    topics.awaitDone(SOON);
    assertThat(first.status().phase()).isEqualTo(ShardPhase.RUNNING);
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void aMalformedCommandStopsTheShardAfterWhatCameBeforeIt() throws InterruptedException {
    append(log(19), 30);
    topics.append("{\"type\":\"SubmitOrderGroup\"".getBytes(StandardCharsets.UTF_8));
    topics.append(new CoreOrder.Tick());
    topics.flush();
    for (int i = 0; i < 2; i++) {
      Running one = start();
      await("it stops", () -> one.worker().status().phase() == ShardPhase.STOPPED);
      assertThat(one.worker().status().reason())
          .contains("coreOrder-" + shard + "@30 is malformed");
      assertThat(one.worker().status().phase().isReady()).isFalse();
      assertThat(one.worker().stateHash().join()).isNull();
      end(one);
    }
    assertThat(topics.events()).isNotEmpty();
    assertThat(text(topics.events().getLast())).contains("\"last\":true");
  }

  @Test
  void aReplayThatDoesNotGiveWhatWasSaidStopsTheShard() throws Exception {
    append(log(23), 30);
    Running one = start();
    topics.awaitDone(SOON);
    end(one);
    // Somebody else wrote to the stream: no replay can lead to that.
    String last = text(topics.events().getLast());
    String next = last.replaceFirst("\"sequence\":\\d+", "\"sequence\":100000");
    topics.append(Topics.CORE_EVENT, next.getBytes(StandardCharsets.UTF_8)).get();
    Running again = start();
    await("it stops", () -> again.worker().status().phase() == ShardPhase.STOPPED);
    assertThat(again.worker().status().reason()).contains("where 100000 were said");
  }

  @Test
  void aGroupThatForgotItsOffsetsRepeatsNothing() throws Exception {
    append(log(29), 60);
    Running one = start();
    topics.awaitDone(SOON);
    end(one);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteConsumerGroups(List.of("matching-core-svc")).all().get();
    }
    append(log(31), 40);
    start();
    topics.awaitDone(SOON);
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void waitsForTopicsThatAShardCanRestOn() throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CORE_ORDER);
    setTimestampType(topic, "CreateTime");
    ShardWorker worker = start().worker();
    await("it says why", () -> worker.status().reason() != null);
    assertThat(worker.status().reason())
        .contains("message.timestamp.type=CreateTime, not LogAppendTime");
    assertThat(worker.status().phase()).isEqualTo(ShardPhase.TAKING_OVER);
    setTimestampType(topic, "LogAppendTime");
    await("it runs", () -> worker.status().phase() == ShardPhase.RUNNING);
    assertThat(worker.status().reason()).isNull();
  }

  @Test
  void ticksWhenAnOrderHasExpiredAndNotOtherwise() {
    OrderGroupId group = OrderGroupId.next(Instant.now(), new Random());
    AssetCode point = new AssetCode("SKY");
    AssetCode token = new AssetCode("DMT");
    ContractId contract = ContractId.of(point, token);
    topics.append(
        new CoreOrder.PublishContract(
            new ContractTerms(
                contract, point, token, shard, 0, 2, 100, 1, 1, 100, 100, 0, ContractState.OPEN)));
    topics.append(
        new CoreOrder.SubmitOrderGroup(
            new OrderGroupTerms(
                group,
                new UserId(1),
                token,
                shard,
                TimeInForce.GTC,
                Instant.now().plusSeconds(3),
                Instant.now(),
                List.of(
                    new LegTerms(group.leg(0), contract, point, Side.SELL, 1, 100, 1, 0, "uid")))));
    topics.flush();
    start();
    await("it is open", () -> !topics.events().isEmpty());
    assertThat(topics.commands()).hasSize(2);
    await(
        "a tick ends it",
        () ->
            text(topics.events().getLast()).contains("DepthChanged")
                && topics.events().stream().anyMatch(it -> text(it).contains("EXPIRED")));
    topics.awaitDone(SOON);
    int ticks = topics.commands().size() - 2;
    assertThat(ticks).isBetween(1, 3);
    topics.assertEqualToAStraightReplay();
  }

  private void setTimestampType(ConfigResource topic, String value) throws Exception {
    var entry = new ConfigEntry("message.timestamp.type", value);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var change = List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
      admin.incrementalAlterConfigs(Map.of(topic, change)).all().get();
      await(
          "the broker knows",
          () ->
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get(entry.name())
                  .value()
                  .equals(value));
    }
  }

  private void append(RandomLog log, int commands) {
    for (int i = 0; i < commands; i++) {
      topics.append(log.next().command());
    }
    topics.flush();
  }

  private Running start() {
    ShardWorker worker = CoreProcess.worker(bootstrap, shard, Duration.ofSeconds(2));
    Running one = new Running(worker, Thread.ofPlatform().start(worker));
    running.add(one);
    return one;
  }

  private static void end(Running one) throws InterruptedException {
    one.worker().end();
    assertThat(one.thread().join(Duration.ofSeconds(30))).as("the worker ended").isTrue();
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(condition);
  }

  private RandomLog log(long seed) {
    System.out.println("seed " + seed);
    return new RandomLog(seed, Instant.now(), shard);
  }

  private static String text(ConsumerRecord<String, byte[]> event) {
    return new String(event.value(), StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
