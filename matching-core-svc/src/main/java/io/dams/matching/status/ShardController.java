package io.dams.matching.status;

import io.dams.platform.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators and auditors can ask about the shards of this instance. */
@RestController
class ShardController {

  private static final long HASH_TIMEOUT_SECONDS = 5;

  private final ShardReports reports;

  ShardController(ShardReports reports) {
    this.reports = reports;
  }

  /**
   * A shard's state.
   *
   * @param nextOffset of the command that comes next
   * @param sequence of the last event
   * @param state null when the shard does not run, or did not answer in time
   */
  record ShardView(
      int shard,
      ShardPhase phase,
      String nextOffset,
      String sequence,
      Instant time,
      String lag,
      int openGroups,
      int openOrders,
      @Nullable StateView state,
      @Nullable String reason) {}

  /**
   * A hash of the whole state, at most some seconds old; equal at equal offsets in all instances
   * and in every replay.
   *
   * @param nextOffset of the command that came next then
   * @param sequence of the last event then
   * @param hash SHA-256
   */
  record StateView(String nextOffset, String sequence, String hash) {

    static @Nullable StateView of(@Nullable StateAnswer answer) {
      return answer == null
          ? null
          : new StateView(
              Long.toString(answer.nextOffset()), Long.toString(answer.sequence()), answer.hash());
    }
  }

  @GetMapping("/internal/shards")
  @Operation(summary = "All shards of this instance, with offset, sequence and state hash")
  List<ShardView> shards(Caller caller) {
    caller.mustBe("operator", "auditor");
    List<CompletableFuture<@Nullable StateAnswer>> hashes =
        reports.all().stream().map(ShardReport::stateHash).toList();
    List<ShardStatus> states = reports.all().stream().map(ShardReport::status).toList();
    return IntStream.range(0, states.size())
        .mapToObj(i -> view(states.get(i), hashes.get(i)))
        .toList();
  }

  private static ShardView view(
      ShardStatus status, CompletableFuture<@Nullable StateAnswer> state) {
    return new ShardView(
        status.shard(),
        status.phase(),
        Long.toString(status.nextOffset()),
        Long.toString(status.sequence()),
        status.time(),
        Long.toString(status.lag()),
        status.load().openGroups(),
        status.load().openOrders(),
        StateView.of(state.completeOnTimeout(null, HASH_TIMEOUT_SECONDS, TimeUnit.SECONDS).join()),
        status.reason());
  }
}
