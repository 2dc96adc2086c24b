package io.dams.frontoffice.progress;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.frontoffice.session.SignedIn;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One's own order groups: one, and all. */
@RestController
@RequestMapping("/v1/order-groups")
class GroupController {

  private final Groups groups;

  GroupController(Groups groups) {
    this.groups = groups;
  }

  /** One order group. Another user's is not found. */
  @GetMapping("/{groupId}")
  GroupView orderGroup(SignedIn who, @PathVariable OrderGroupId groupId) {
    GroupView group = groups.find(who.user(), groupId);
    if (group == null) {
      throw notFound();
    }
    return group;
  }

  /**
   * One's order groups, newest first, in pages: {@code after} is {@code next} of the page before. A
   * group keeps its place whatever becomes of it, so that pages neither repeat nor pass over what
   * was there when the first was read.
   *
   * @param status any of these; all when left out
   * @param contract with a leg on it
   * @param from placed then or later, to the millisecond
   * @param to placed before
   */
  @GetMapping
  GroupPage orderGroups(
      SignedIn who,
      @RequestParam(required = false) @Nullable OrderGroupId after,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(required = false) @Nullable Set<Shown> status,
      @RequestParam(required = false) @Nullable ContractId contract,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    Set<GroupStatus> statuses =
        Stream.of(GroupStatus.values())
            .filter(one -> status != null && status.contains(Shown.valueOf(one.shown())))
            .collect(Collectors.toSet());
    GroupFilter filter = new GroupFilter(open, statuses, contract, from, to);
    List<GroupView> items = groups.page(who.user(), filter, after, limit);
    return new GroupPage(items, items.size() < limit ? null : items.getLast().groupId());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        GroupProblem.ORDER_GROUP_NOT_FOUND,
        "no such order group of yours",
        Map.of("field", "groupId", "rule", "must be yours"));
  }

  /** A status as clients see it: {@link GroupStatus#shown()}. */
  enum Shown {
    ACCEPTED,
    SUBMIT,
    SUBMIT_FAILURE,
    REJECTED,
    FILLED,
    PARTLY_FILLED,
    CANCELLED,
    EXPIRED,
    KILLED
  }

  /**
   * A page.
   *
   * @param next give it as {@code after}; null at the end
   */
  record GroupPage(List<GroupView> items, @Nullable OrderGroupId next) {}
}
