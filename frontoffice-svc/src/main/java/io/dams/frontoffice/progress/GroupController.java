package io.dams.frontoffice.progress;

import io.dams.contracts.id.OrderGroupId;
import io.dams.frontoffice.session.SignedIn;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
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
   * One's order groups, newest first, in pages: {@code after} is {@code next} of the page before.
   */
  @GetMapping
  GroupPage orderGroups(
      SignedIn who,
      @RequestParam(required = false) @Nullable OrderGroupId after,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    List<GroupView> items =
        groups.page(who.user(), after == null ? Long.MAX_VALUE : after.value(), open, limit);
    return new GroupPage(items, items.size() < limit ? null : items.getLast().groupId());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        GroupProblem.ORDER_GROUP_NOT_FOUND,
        "no such order group of yours",
        Map.of("field", "groupId", "rule", "must be yours"));
  }

  /**
   * A page.
   *
   * @param next give it as {@code after}; null at the end
   */
  record GroupPage(List<GroupView> items, @Nullable OrderGroupId next) {}
}
