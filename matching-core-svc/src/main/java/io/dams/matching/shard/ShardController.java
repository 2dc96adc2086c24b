package io.dams.matching.shard;

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

  private final Shards shards;

  ShardController(Shards shards) {
    this.shards = shards;
  }

  /**
   * A shard's state.
   *
   * @param nextOffset of the command that comes next
   * @param sequence of the last event
   * @param stateHash SHA-256 of the engine's state; equal at equal offsets in all instances; null
   *     when the shard does not run, or did not answer in time
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
      @Nullable String stateHash,
      @Nullable String reason) {}

  @GetMapping("/internal/shards")
  @Operation(summary = "All shards of this instance, with offset, sequence and state hash")
  List<ShardView> shards(Caller caller) {
    caller.mustBe("operator", "auditor");
    List<CompletableFuture<@Nullable String>> hashes =
        shards.workers().stream().map(ShardWorker::stateHash).toList();
    List<ShardStatus> states = shards.workers().stream().map(ShardWorker::status).toList();
    return IntStream.range(0, states.size())
        .mapToObj(i -> view(states.get(i), hashes.get(i)))
        .toList();
  }

  private static ShardView view(ShardStatus status, CompletableFuture<@Nullable String> hash) {
    return new ShardView(
        status.shard(),
        status.phase(),
        Long.toString(status.nextOffset()),
        Long.toString(status.sequence()),
        status.time(),
        Long.toString(status.lag()),
        status.openGroups(),
        status.openOrders(),
        hash.completeOnTimeout(null, HASH_TIMEOUT_SECONDS, TimeUnit.SECONDS).join(),
        status.reason());
  }
}
