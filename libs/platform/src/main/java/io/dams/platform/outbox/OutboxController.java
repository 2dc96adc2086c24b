package io.dams.platform.outbox;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For operators: keys whose messages do not leave. They are tried again by themselves. */
@RestController
class OutboxController {

  private static final int MAX_PAGE = 200;

  private final OutboxMapper mapper;

  OutboxController(OutboxMapper mapper) {
    this.mapper = mapper;
  }

  @GetMapping("/ops/outbox/waiting")
  List<OutboxMapper.WaitingKey> waitingKeys(
      @RequestParam(defaultValue = "30") int seconds,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    return mapper.waitingKeys(Math.max(0, seconds), after, Math.clamp(limit, 1, MAX_PAGE));
  }
}
