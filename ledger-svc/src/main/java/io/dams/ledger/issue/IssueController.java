package io.dams.ledger.issue;

import io.dams.contracts.ledger.IssueRequest;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.Reference;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class IssueController {

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final Issues issues;

  IssueController(Issues issues) {
    this.issues = issues;
  }

  /** Issues tokens. 204, also when the same was asked before; 409 when it named another issue. */
  @PutMapping("/internal/issues/{reference}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void issue(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String reference,
      @RequestBody IssueRequest request) {
    Callers.require(caller, Operation.ISSUE, Set.of(AccountKind.ISSUER, AccountKind.USER));
    if (!REFERENCE.matcher(reference).matches()) {
      throw invalid("reference", "matches " + REFERENCE);
    }
    if (request.units() <= 0) {
      throw invalid("units", "positive");
    }
    JournalAnswer answer =
        issues.issue(
            new Reference(caller.name(), "issue-" + reference),
            request.user(),
            new Money(request.asset(), request.units()));
    switch (answer) {
      case JournalAnswer.Stands _ -> {}
      case JournalAnswer.ReferenceReused _ ->
          throw new ProblemException(
              IssueProblem.ISSUE_CONFLICT, "The reference names an issue with another body.");
      case JournalAnswer.OutOfRange _ -> throw invalid("units", "the balance must fit 64 bits");
      case JournalAnswer.Insufficient r ->
          throw new IllegalStateException("an issuer has no floor: " + r);
    }
  }

  private static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST,
        field + " must be so: " + rule,
        Map.of("field", field, "rule", rule));
  }
}
