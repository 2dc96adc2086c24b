package io.dams.ledger.hold;

import static io.dams.ledger.account.NamedAccounts.invalid;

import io.dams.contracts.ledger.FundHoldAnswer;
import io.dams.contracts.ledger.FundHoldPost;
import io.dams.contracts.ledger.FundHoldRequest;
import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.contracts.ledger.LedgerAccount;
import io.dams.contracts.ledger.LedgerLine;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.NamedAccounts;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.Entry;
import io.dams.ledger.journal.JournalProblem;
import io.dams.ledger.journal.Reference;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds of the services that move funds. Each has its own names, and sees its own holds only. */
@RestController
@RequestMapping("/internal/fund-holds")
class FundHoldController {

  private static final Set<AccountKind> KINDS = Set.of(AccountKind.USER, AccountKind.HELD);

  /** Times that the database's calendar has. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,56}");

  private final Holds holds;

  FundHoldController(Holds holds) {
    this.holds = holds;
  }

  /**
   * Sets units of a user aside. Idempotent: the answer is the hold as it is now, also one that was
   * voided first. 422 insufficient-funds, 409 hold-conflict.
   */
  @PutMapping("/{hold}")
  FundHoldAnswer place(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String hold,
      @RequestBody FundHoldRequest request) {
    Callers.require(caller, Operation.PLACE_FUND_HOLD, KINDS);
    if (request.account().kind() != LedgerAccount.Kind.USER) {
      throw invalid("account.kind", "USER");
    }
    if (request.units() <= 0) {
      throw invalid("units", "positive");
    }
    Instant expiresAt = request.expiresAt();
    if (expiresAt != null && (expiresAt.isBefore(FIRST) || expiresAt.isAfter(LAST))) {
      throw invalid("expiresAt", "between " + FIRST + " and " + LAST);
    }
    AccountId account = NamedAccounts.of(request.account());
    HoldId id = HoldId.of(caller.name(), name("hold", hold));
    Money units = new Money(account.asset(), request.units());
    return answer(hold, holds.place(caller.name(), id, account, units, expiresAt));
  }

  /**
   * Pays out of the hold; its last unit ends it. Idempotent by the hold's and the post's name. 422
   * hold-exceeded, balance-out-of-range; 404 no-such-hold; 409 hold-ended, hold-conflict.
   */
  @PostMapping("/{hold}/posts/{post}")
  FundHoldAnswer post(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String hold,
      @PathVariable String post,
      @RequestBody FundHoldPost request) {
    List<Entry> payees = payees(request);
    Set<AccountKind> kinds = EnumSet.of(AccountKind.HELD);
    payees.forEach(payee -> kinds.add(payee.account().kind()));
    Callers.require(caller, Operation.POST_FUND_HOLD, kinds);
    HoldId id = HoldId.of(caller.name(), name("hold", hold));
    // of this hold only: the same name under another one is another post
    Reference reference = new Reference(caller.name(), "post-" + hold + "/" + name("post", post));
    try {
      return answer(hold, holds.post(reference, id, payees));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw invalid("payees", "accounts of the hold's asset, each once: " + e.getMessage());
    }
  }

  /**
   * Frees what is left. Idempotent; of a hold that was never placed a tombstone is left, so that it
   * never will be. 409 hold-ended when it was posted to the last unit, or has expired.
   */
  @PostMapping("/{hold}/void")
  FundHoldAnswer voidHold(@Parameter(hidden = true) Caller caller, @PathVariable String hold) {
    Callers.require(caller, Operation.VOID_FUND_HOLD, KINDS);
    HoldId id = HoldId.of(caller.name(), name("hold", hold));
    return answer(hold, holds.voidUncommitted(caller.name(), id));
  }

  /** The hold as it is now. 404 no-such-hold, also for another service's. */
  @GetMapping("/{hold}")
  FundHoldAnswer get(@Parameter(hidden = true) Caller caller, @PathVariable String hold) {
    Callers.require(caller, Operation.READ_FUND_HOLD, KINDS);
    HoldId id = HoldId.of(caller.name(), name("hold", hold));
    return holds
        .find(id)
        .map(found -> answer(hold, found))
        .orElseThrow(() -> refused(HoldProblem.NO_SUCH_HOLD, new HoldOutcome.NotFound(id)));
  }

  private static List<Entry> payees(FundHoldPost request) {
    List<LedgerLine> payees = request.payees();
    if (payees.isEmpty() || payees.size() > FundHoldPost.MAX_PAYEES) {
      throw invalid("payees", "1 to " + FundHoldPost.MAX_PAYEES);
    }
    if (payees.stream().anyMatch(payee -> payee.units() <= 0)) {
      throw invalid("payees.units", "positive");
    }
    return payees.stream()
        .map(payee -> new Entry(NamedAccounts.of(payee.account()), payee.units()))
        .toList();
  }

  private static String name(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw invalid(field, "matches " + NAME);
    }
    return name;
  }

  private static FundHoldAnswer answer(String hold, HoldOutcome outcome) {
    return switch (outcome) {
      case HoldOutcome.Changed o -> answer(hold, o.next());
      case HoldOutcome.Unchanged o -> answer(hold, o.hold());
      case HoldOutcome.Insufficient _ -> throw refused(JournalProblem.INSUFFICIENT_FUNDS, outcome);
      case HoldOutcome.OutOfRange _ -> throw refused(JournalProblem.OUT_OF_RANGE, outcome);
      case HoldOutcome.ExceedsHold _ -> throw refused(HoldProblem.HOLD_EXCEEDED, outcome);
      case HoldOutcome.NotFound _ -> throw refused(HoldProblem.NO_SUCH_HOLD, outcome);
      case HoldOutcome.Conflict _ -> throw refused(HoldProblem.HOLD_CONFLICT, outcome);
      case HoldOutcome.Ended _ -> throw refused(HoldProblem.HOLD_ENDED, outcome);
      case HoldOutcome.Committed _, HoldOutcome.WouldExpire _ ->
          throw new IllegalStateException("hold " + hold + " is no order's: " + outcome);
    };
  }

  private static FundHoldAnswer answer(String name, Hold hold) {
    return switch (hold) {
      case Hold.Placed h ->
          new FundHoldAnswer(name, State.PLACED, h.placed().units(), h.posted().units());
      case Hold.Posted h ->
          new FundHoldAnswer(name, State.POSTED, h.placed().units(), h.placed().units());
      case Hold.Voided h ->
          new FundHoldAnswer(name, State.VOIDED, h.placed().units(), h.posted().units());
      case Hold.Expired h ->
          new FundHoldAnswer(name, State.EXPIRED, h.placed().units(), h.posted().units());
      case Hold.Barred _ -> new FundHoldAnswer(name, State.VOIDED, 0, 0);
    };
  }

  private static ProblemException refused(ProblemType problem, HoldOutcome outcome) {
    return new ProblemException(problem, problem.title() + ": " + outcome);
  }
}
