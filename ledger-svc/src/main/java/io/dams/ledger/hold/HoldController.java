package io.dams.ledger.hold;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.ledger.HoldAnswer;
import io.dams.contracts.ledger.HoldRequest;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HoldController {

  private static final Set<AccountKind> KINDS = Set.of(AccountKind.USER, AccountKind.HELD);

  private final Holds holds;

  HoldController(Holds holds) {
    this.holds = holds;
  }

  /**
   * Sets tokens aside for a group's buy leg. Idempotent by the group: the answer is the hold as it
   * is now, also one that was voided first. 422 insufficient-tokens, 409 hold-conflict.
   */
  @PutMapping("/internal/holds/{group}")
  HoldAnswer place(
      @Parameter(hidden = true) Caller caller,
      @PathVariable OrderGroupId group,
      @RequestBody HoldRequest request) {
    Callers.require(caller, Operation.PLACE_HOLD, KINDS);
    if (!group.equals(request.group())) {
      throw invalid("group", "same as in the path");
    }
    if (request.units() <= 0) {
      throw invalid("units", "positive");
    }
    return answer(
        group,
        holds.place(
            caller.name(),
            HoldId.of(group),
            AccountId.user(request.user(), request.asset()),
            new Money(request.asset(), request.units()),
            null));
  }

  /**
   * Frees the hold of a group that was never submitted. Idempotent; of a hold that was never placed
   * a tombstone is left. 409 hold-committed when the group was submitted, 409 hold-ended when the
   * hold was posted.
   */
  @PostMapping("/internal/holds/{group}/void")
  HoldAnswer voidHold(@Parameter(hidden = true) Caller caller, @PathVariable OrderGroupId group) {
    Callers.require(caller, Operation.VOID_HOLD, KINDS);
    return answer(group, holds.voidUncommitted(caller.name(), HoldId.of(group)));
  }

  private static HoldAnswer answer(OrderGroupId group, HoldOutcome outcome) {
    return switch (outcome) {
      case HoldOutcome.Changed o -> answer(group, o.next());
      case HoldOutcome.Unchanged o -> answer(group, o.hold());
      case HoldOutcome.Insufficient o ->
          throw new ProblemException(
              HoldProblem.INSUFFICIENT_TOKENS,
              "The hold needs " + o.neededUnits() + " units, available are " + o.availableUnits());
      case HoldOutcome.Conflict _ -> throw refused(HoldProblem.HOLD_CONFLICT, outcome);
      case HoldOutcome.Ended _ -> throw refused(HoldProblem.HOLD_ENDED, outcome);
      case HoldOutcome.Committed _ -> throw refused(HoldProblem.HOLD_COMMITTED, outcome);
      case HoldOutcome.ExceedsHold _,
          HoldOutcome.OutOfRange _,
          HoldOutcome.WouldExpire _,
          HoldOutcome.NotFound _ ->
          throw new IllegalStateException("hold of group " + group + ": " + outcome);
    };
  }

  private static HoldAnswer answer(OrderGroupId group, Hold hold) {
    return switch (hold) {
      case Hold.Placed h ->
          new HoldAnswer(group, HoldAnswer.State.PLACED, h.placed().units(), h.posted().units());
      case Hold.Posted h ->
          new HoldAnswer(group, HoldAnswer.State.POSTED, h.placed().units(), h.placed().units());
      case Hold.Voided h ->
          new HoldAnswer(group, HoldAnswer.State.VOIDED, h.placed().units(), h.posted().units());
      case Hold.Expired h ->
          new HoldAnswer(group, HoldAnswer.State.EXPIRED, h.placed().units(), h.posted().units());
      case Hold.Barred _ -> new HoldAnswer(group, HoldAnswer.State.VOIDED, 0, 0);
    };
  }

  private static ProblemException refused(ProblemType problem, HoldOutcome outcome) {
    return new ProblemException(problem, problem.title() + ": " + outcome);
  }

  private static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST,
        field + " must be " + rule,
        Map.of("field", field, "rule", rule));
  }
}
