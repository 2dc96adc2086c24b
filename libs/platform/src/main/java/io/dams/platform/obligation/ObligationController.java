package io.dams.platform.obligation;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For operators: what is owed and could not be done, and another try. */
@RestController
class ObligationController {

  private static final int MAX_PAGE = 200;

  private final ObligationMapper mapper;
  private final Obligations obligations;

  ObligationController(ObligationMapper mapper, Obligations obligations) {
    this.mapper = mapper;
    this.obligations = obligations;
  }

  /** States that stand open. */
  enum OpenState {
    OPEN,
    STUCK
  }

  @GetMapping("/ops/obligations")
  List<ObligationMapper.Line> list(
      @RequestParam(defaultValue = "STUCK") OpenState state,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    return mapper.page(state.name(), after, Math.clamp(limit, 1, MAX_PAGE));
  }

  @PostMapping("/ops/obligations/{kind}/{reference}/hasten")
  Map<String, Boolean> hasten(@PathVariable String kind, @PathVariable String reference) {
    if (!isName(kind) || !isName(reference) || !obligations.hasten(kind, reference)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "nothing of that name stands open");
    }
    return Map.of("hastened", true);
  }

  /** What the table can hold; the database refuses to compare it with anything else. */
  private static boolean isName(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
