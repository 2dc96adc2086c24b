package io.dams.matching.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.Topics;
import io.dams.matching.shard.CoreProcess;
import io.dams.matching.shard.LocalShard;
import io.dams.matching.shard.ShardOfItsOwn;
import io.dams.matching.snapshot.SnapshotReadClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The replay of a shard's log. */
class ReplayIT extends ShardOfItsOwn {

  @BeforeEach
  void runACoreForAWhile() throws InterruptedException {
    shard.append(shard.log(71), 300);
    LocalShard.Running core = shard.start();
    shard.awaitDone();
    LocalShard.await("a recorded hash", () -> hashes() > 0);
    core.end();
  }

  @Test
  void isEqualToWhatWasRecorded() {
    ReplayReport report = replay(Instant.MIN, Instant.MAX);
    assertThat(report.difference()).isNull();
    assertThat(report.from()).isZero();
    assertThat(report.to()).isGreaterThanOrEqualTo(300);
    assertThat(report.comparedEvents()).isEqualTo(report.events()).isPositive();
    assertThat(report.comparedHashes()).isNotEmpty();
    assertThat(report.hashAfter()).isNotEqualTo(report.hashBefore());
  }

  @Test
  void ofADayItTellsTheStateBeforeAndAfter() throws Exception {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    Instant tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    ReplayReport later = replay(tomorrow, Instant.MAX);
    assertThat(later.events()).isZero();
    assertThat(later.hashAfter()).isEqualTo(later.hashBefore());
    ReplayReport earlier = replay(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    assertThat(earlier.to()).isZero();
    assertThat(earlier.difference()).isNull();
    Path settings = Files.createTempFile("replay", ".properties");
    Files.writeString(settings, "bootstrap.servers=" + shard.bootstrap);
    String[] arguments = {Integer.toString(number), settings.toString(), today.toString()};
    assertThat(ReplayApplication.run(arguments)).isZero();
  }

  @Test
  void tellsTheFirstEventThatIsAnother() throws Exception {
    String tampered =
        """
        {"shard":%d,"sequence":1000000,"command":1,"last":true,"at":"2026-01-01T00:00:00Z",
        "body":{"type":"OrdersCancelled","user":"1","contract":null,"legs":0,"more":false}}
        """
            .formatted(number);
    shard.topics().append(Topics.CORE_EVENT, tampered.getBytes(StandardCharsets.UTF_8)).get();
    ReplayReport report = replay(Instant.MIN, Instant.MAX);
    assertThat(report.isEqual()).isFalse();
    assertThat(report.difference()).startsWith("the stream goes on at offset");
  }

  @Test
  void refusesWhatItCannotCompare() throws Exception {
    Path settings = Files.createTempFile("replay", ".properties");
    Files.writeString(settings, "bootstrap.servers=" + shard.bootstrap);
    for (List<String> wrong :
        List.of(List.of("99"), List.of("-1"), List.of("x"), List.of("0", "yesterday"))) {
      var arguments = new ArrayList<>(wrong);
      arguments.add(1, settings.toString());
      assertThat(ReplayApplication.run(arguments.toArray(String[]::new)))
          .as("%s", wrong)
          .isEqualTo(2);
    }
  }

  private ReplayReport replay(Instant begin, Instant end) {
    var settings = CoreProcess.settings(shard.bootstrap, LocalShard.TAKE_OVER_AFTER);
    return new ReplayClient(number, settings, CoreProcess.mapper()).replay(begin, end);
  }

  private int hashes() {
    var settings = CoreProcess.settings(shard.bootstrap, LocalShard.TAKE_OVER_AFTER);
    try (var snapshots = new SnapshotReadClient(number, settings, CoreProcess.mapper())) {
      return snapshots.hashes().size();
    }
  }
}
