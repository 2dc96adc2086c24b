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
import io.dams.matching.log.CommandLogClient;
import io.dams.matching.log.LoggedCommand;
import io.dams.matching.snapshot.SnapshotReadClient;
import io.dams.matching.status.ShardPhase;
import io.dams.matching.status.StateAnswer;
import io.dams.matching.takeover.Replica;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Shards against a real Kafka. */
class ShardWorkerIT extends ShardOfItsOwn {

  @Test
  void turnsCommandsIntoEventsExactlyOnce() {
    shard.append(shard.log(new Random().nextLong()), 400);
    ShardWorker worker = shard.start().worker();
    topics.awaitDone(LocalShard.SOON);
    StateAnswer state = worker.report().stateHash().join();
    Engine replayed = topics.assertEqualToAStraightReplay(state.nextOffset());
    assertThat(replayed.stateHash()).isEqualTo(state.hash());
    assertThat(replayed.sequence()).isEqualTo(state.sequence());
    assertThat(worker.report().status().phase()).isEqualTo(ShardPhase.RUNNING);
    assertThat(worker.report().status().sequence()).isPositive();
  }

  @Test
  void eventsCarryTheirHeaders() {
    shard.append(shard.log(7), 20);
    shard.start();
    topics.awaitDone(LocalShard.SOON);
    ConsumerRecord<String, byte[]> first = topics.events().getFirst();
    assertThat(first.key()).isEqualTo(Integer.toString(number));
    assertThat(header(first, Topics.CE_ID)).isEqualTo(number + "-1");
    assertThat(header(first, Topics.CE_SEQUENCE)).isEqualTo("1");
    assertThat(header(first, Topics.CE_SOURCE)).isEqualTo("matching-core-svc");
    assertThat(header(first, Topics.CE_TYPE)).isIn("ContractPublished", "ContractRefused");
    assertThat(Instant.parse(header(first, Topics.CE_TIME))).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void goesOnWhereAnOrderlyEndLeftIt() throws InterruptedException {
    RandomLog log = shard.log(11);
    for (int i = 0; i < 3; i++) {
      shard.append(log, 100);
      LocalShard.Running one = shard.start();
      topics.awaitDone(LocalShard.SOON);
      one.end();
    }
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void writesItsBoundsToTheLogAndOnlyWhenTheyAreOthers() throws InterruptedException {
    shard.append(shard.log(41), 100);
    for (int i = 0; i < 2; i++) {
      int before = inLog(CoreOrder.Tick.class).size();
      LocalShard.Running one = shard.start();
      LocalShard.await("ticks", () -> inLog(CoreOrder.Tick.class).size() > before + 1);
      topics.awaitDone(LocalShard.SOON);
      one.end();
    }
    assertThat(bounds()).containsExactly(CoreProcess.BOUNDS);
    topics.append(new CoreOrder.SetBounds(1, 1)); // As another configuration had it.
    topics.flush();
    LocalShard.Running one = shard.start();
    LocalShard.await("bounds again", () -> bounds().size() == 3);
    topics.awaitDone(LocalShard.SOON);
    one.end();
    assertThat(bounds().getLast()).isEqualTo(CoreProcess.BOUNDS);
    assertThat(topics.assertEqualToAStraightReplay().bounds()).isEqualTo(CoreProcess.BOUNDS);
  }

  private List<CoreOrder> bounds() {
    return inLog(CoreOrder.SetBounds.class);
  }

  private List<CoreOrder> inLog(Class<? extends CoreOrder> kind) {
    return topics.commands().stream()
        .map(it -> CoreProcess.json().readValue(it.value(), CoreOrder.class))
        .filter(kind::isInstance)
        .toList();
  }

  @Test
  void takesSnapshotsThatATakeOverStartsFrom() throws InterruptedException {
    shard.append(shard.log(37), 400);
    LocalShard.Running one = shard.start();
    topics.awaitDone(LocalShard.SOON);
    ShardLogs logs = CoreProcess.logs(shard.bootstrap, LocalShard.TAKE_OVER_AFTER);
    try (SnapshotReadClient snapshots = logs.snapshots(number)) {
      LocalShard.await("a snapshot of all", () -> snapshots.newest(Long.MAX_VALUE) != null);
    }
    one.end();
    try (CommandLogClient log = logs.log(number);
        SnapshotReadClient snapshots = logs.snapshots(number)) {
      CommandLogClient.Committed committed = log.committed();
      Replica replica =
          Replica.restore(number, log, snapshots, CoreProcess.mapper(), committed.nextOffset());
      assertThat(replica.restoredOffset()).isPositive();
      replica.advanceTo(committed.nextOffset(), () -> false);
      replica.mustBeAt(committed);
      assertThat(replica.engine().stateHash())
          .isEqualTo(topics.assertEqualToAStraightReplay().stateHash());
    }
  }

  @Test
  void whatWasSentButNotCommittedIsNeverSeen() {
    shard.append(shard.log(13), 100);
    // An owner that dies between sending and committing: its events are in the topic, aborted.
    ShardLogs logs = CoreProcess.logs(shard.bootstrap, LocalShard.TAKE_OVER_AFTER);
    try (CommandLogClient log = logs.log(number);
        ShardLogClient dying = logs.write(number, log)) {
      dying.fenceOthers();
      log.seek(0);
      Replica replica = Replica.empty(number, log, CoreProcess.mapper());
      int sent = 0;
      while (sent < 100) {
        for (LoggedCommand command : log.poll()) {
          dying.send(replica.apply(command), null);
          sent++;
        }
      }
      shard.start();
      topics.awaitDone(LocalShard.SOON);
    }
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void aMalformedCommandStopsTheShardAfterWhatCameBeforeIt() throws InterruptedException {
    shard.append(shard.log(19), 30);
    topics.append("{\"type\":\"SubmitOrderGroup\"".getBytes(StandardCharsets.UTF_8));
    topics.append(new CoreOrder.Tick());
    topics.flush();
    for (int i = 0; i < 2; i++) {
      LocalShard.Running one = shard.start();
      LocalShard.await(
          "it stops", () -> one.worker().report().status().phase() == ShardPhase.STOPPED);
      assertThat(one.worker().report().status().reason())
          .contains("coreOrder-" + number + "@30 is malformed");
      assertThat(one.worker().report().status().phase().isReady()).isFalse();
      assertThat(one.worker().report().stateHash().join()).isNull();
      one.end();
    }
    assertThat(topics.events()).isNotEmpty();
    assertThat(text(topics.events().getLast())).contains("\"last\":true");
  }

  @Test
  void aReplayThatDoesNotGiveWhatWasSaidStopsTheShard() throws Exception {
    shard.append(shard.log(23), 30);
    LocalShard.Running one = shard.start();
    topics.awaitDone(LocalShard.SOON);
    one.end();
    // Somebody else wrote to the stream: no replay can lead to that.
    String last = text(topics.events().getLast());
    String next = last.replaceFirst("\"sequence\":\\d+", "\"sequence\":100000");
    topics.append(Topics.CORE_EVENT, next.getBytes(StandardCharsets.UTF_8)).get();
    LocalShard.Running again = shard.start();
    LocalShard.await(
        "it stops", () -> again.worker().report().status().phase() == ShardPhase.STOPPED);
    assertThat(again.worker().report().status().reason()).contains("where 100000 were said");
  }

  @Test
  void aGroupThatForgotItsOffsetsRepeatsNothing() throws Exception {
    shard.append(shard.log(29), 60);
    LocalShard.Running one = shard.start();
    topics.awaitDone(LocalShard.SOON);
    one.end();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", shard.bootstrap))) {
      admin.deleteConsumerGroups(List.of("matching-core-svc")).all().get();
    }
    shard.append(shard.log(31), 40);
    shard.start();
    topics.awaitDone(LocalShard.SOON);
    topics.assertEqualToAStraightReplay();
  }

  @Test
  void waitsForTopicsThatAShardCanRestOn() throws Exception {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CORE_ORDER);
    setTimestampType(topic, "CreateTime");
    ShardWorker worker = shard.start().worker();
    try {
      LocalShard.await("it says why", () -> worker.report().status().reason() != null);
      assertThat(worker.report().status().reason())
          .contains("message.timestamp.type=CreateTime, not LogAppendTime");
      assertThat(worker.report().status().phase()).isEqualTo(ShardPhase.TAKING_OVER);
    } finally {
      setTimestampType(topic, "LogAppendTime");
    }
    LocalShard.await("it runs", () -> worker.report().status().phase() == ShardPhase.RUNNING);
    assertThat(worker.report().status().reason()).isNull();
  }

  @Test
  void ticksOnceASecondSoThatWhatExpiresEnds() {
    OrderGroupId group = OrderGroupId.next(Instant.now(), new Random());
    AssetCode point = new AssetCode("SKY");
    AssetCode token = new AssetCode("DMT");
    ContractId contract = ContractId.of(point, token);
    topics.append(
        new CoreOrder.PublishContract(
            new ContractTerms(
                contract, point, token, number, 0, 2, 100, 1, 1, 100, 100, 0, ContractState.OPEN)));
    topics.flush();
    topics.append(
        new CoreOrder.SubmitOrderGroup(
            new OrderGroupTerms(
                group,
                new UserId(1),
                token,
                number,
                TimeInForce.GTC,
                Instant.now().plusSeconds(4),
                Instant.now(),
                List.of(
                    new LegTerms(group.leg(0), contract, point, Side.SELL, 1, 100, 1, 0, "uid")))));
    topics.flush();
    Instant started = Instant.now();
    shard.start();
    LocalShard.await(
        "a tick ends it",
        () -> topics.events().stream().anyMatch(it -> text(it).contains("EXPIRED")));
    topics.awaitDone(LocalShard.SOON);
    long ticks = topics.commands().size() - 2;
    long seconds = Duration.between(started, Instant.now()).toSeconds();
    assertThat(ticks).isBetween(2L, seconds + 1);
    topics.assertEqualToAStraightReplay();
  }

  private void setTimestampType(ConfigResource topic, String value) throws Exception {
    var entry = new ConfigEntry("message.timestamp.type", value);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", shard.bootstrap))) {
      var change = List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
      admin.incrementalAlterConfigs(Map.of(topic, change)).all().get();
      LocalShard.await(
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

  private static String text(ConsumerRecord<String, byte[]> event) {
    return new String(event.value(), StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
