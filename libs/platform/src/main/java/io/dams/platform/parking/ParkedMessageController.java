package io.dams.platform.parking;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For operators: what is parked, and its replay. */
@RestController
class ParkedMessageController {

  private static final Logger log = LoggerFactory.getLogger(ParkedMessageController.class);
  private static final int MAX_PAGE = 200;

  private final ParkedMessages parked;

  ParkedMessageController(ParkedMessages parked) {
    this.parked = parked;
  }

  /** A parked record without its payload, which may hold personal data. */
  record Line(
      String id,
      String consumer,
      String topic,
      int partition,
      String offset,
      String key,
      @Nullable String waitsFor,
      String reason,
      Instant parkedAt) {}

  @GetMapping("/ops/parked")
  List<Line> list(
      @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "50") int limit) {
    return parked.page(after, Math.clamp(limit, 1, MAX_PAGE)).stream()
        .map(
            m ->
                new Line(
                    Long.toString(m.id()),
                    m.consumer(),
                    m.topic(),
                    m.partitionNumber(),
                    Long.toString(m.offsetNumber()),
                    m.messageKey(),
                    m.waitsFor() == null ? null : Long.toString(m.waitsFor()),
                    m.reason(),
                    m.parkedAt()))
        .toList();
  }

  @PostMapping("/ops/parked/{id}/replay")
  Map<String, Integer> replay(@PathVariable long id) {
    Optional<Integer> replayed;
    try {
      replayed = parked.replay(id);
    } catch (RuntimeException e) {
      log.warn("replay of parked message {} failed", id, e);
      throw new ProblemException(
          ParkingProblem.REPLAY_FAILED, "what was replayed before it is done; see the logs");
    }
    return Map.of("replayed", replayed.orElseThrow(() -> unknown(id)));
  }

  /** For what is lost for good: the record goes on without what should have come before it. */
  @PostMapping("/ops/parked/{id}/give-up-missing")
  Map<String, Integer> giveUpMissing(@PathVariable long id) {
    return Map.of(
        "givenUp",
        parked
            .giveUpMissing(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND, "no parked message " + id + " that waits")));
  }

  @DeleteMapping("/ops/parked/{id}")
  Map<String, Integer> discard(@PathVariable long id) {
    if (!parked.discard(id)) {
      throw unknown(id);
    }
    return Map.of("discarded", 1);
  }

  private static ProblemException unknown(long id) {
    return new ProblemException(CommonProblem.NOT_FOUND, "no parked message " + id);
  }
}
