package io.dams.ledger.journal;

import static io.dams.ledger.account.NamedAccounts.invalid;

import io.dams.contracts.ledger.JournalReceipt;
import io.dams.contracts.ledger.JournalRequest;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.NamedAccounts;
import io.dams.ledger.account.Operation;
import io.dams.platform.identity.Caller;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JournalController {

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final JournalQueue queue;
  private final Journals journals;

  JournalController(JournalQueue queue, Journals journals) {
    this.queue = queue;
    this.journals = journals;
  }

  /**
   * Posts a journal. 200, also when the same was asked before; 409 reference-reused when it named
   * another one; 422 insufficient-funds, balance-out-of-range.
   */
  @PutMapping("/internal/journals/{reference}")
  JournalReceipt post(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String reference,
      @RequestBody JournalRequest request) {
    Journal journal = journal(caller, reference, request);
    return receipt(reference, queue.post(journal));
  }

  /**
   * Whether a journal stands, to the unit; changes nothing. 404 no-such-journal when the caller has
   * posted none of that name; 409 reference-reused when it has posted another one.
   */
  @PostMapping("/internal/journals/{reference}/comparison")
  JournalReceipt compare(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String reference,
      @RequestBody JournalRequest request) {
    return journals
        .earlier(journal(caller, reference, request))
        .map(answer -> receipt(reference, answer))
        .orElseThrow(
            () ->
                new ProblemException(
                    JournalProblem.NO_SUCH_JOURNAL, "There is no journal " + reference + "."));
  }

  private static JournalReceipt receipt(String reference, JournalAnswer answer) {
    return switch (answer) {
      case JournalAnswer.Posted it -> new JournalReceipt(reference, it.journal());
      case JournalAnswer.Repeated it -> new JournalReceipt(reference, it.journal());
      case JournalAnswer.Insufficient it ->
          throw new ProblemException(
              JournalProblem.INSUFFICIENT_FUNDS,
              "%s needs %d units, available are %d"
                  .formatted(it.account(), it.neededUnits(), it.availableUnits()));
      case JournalAnswer.OutOfRange it ->
          throw new ProblemException(JournalProblem.OUT_OF_RANGE, "Balance of " + it.account());
      case JournalAnswer.ReferenceReused _ ->
          throw new ProblemException(
              JournalProblem.REFERENCE_REUSED, "The reference names a journal with another body.");
    };
  }

  /** Of a caller who may post it. */
  private static Journal journal(Caller caller, String name, JournalRequest request) {
    if (!REFERENCE.matcher(name).matches()) {
      throw invalid("reference", "matches " + REFERENCE);
    }
    Journal journal = journal(new Reference(caller.name(), "journal-" + name), request);
    Callers.require(caller, Operation.POST_JOURNAL, journal.kinds());
    return journal;
  }

  private static Journal journal(Reference reference, JournalRequest request) {
    if (request.entries().size() > JournalRequest.MAX_ENTRIES) {
      throw invalid("entries", "at most " + JournalRequest.MAX_ENTRIES);
    }
    try {
      List<Entry> entries =
          request.entries().stream()
              .map(line -> new Entry(NamedAccounts.of(line.account()), line.units()))
              .toList();
      return new Journal(reference, Operation.POST_JOURNAL, null, entries);
    } catch (IllegalArgumentException e) {
      throw invalid("entries", "balanced, each account once, none of 0: " + e.getMessage());
    }
  }
}
