package io.dams.transfer.ledger;

import feign.FeignException;
import feign.Response;
import io.dams.contracts.ledger.FundHoldAnswer;
import io.dams.contracts.ledger.FundHoldPost;
import io.dams.contracts.ledger.FundHoldRequest;
import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.contracts.ledger.JournalReceipt;
import io.dams.contracts.ledger.JournalRequest;
import io.dams.contracts.ledger.LedgerAccount;
import io.dams.contracts.ledger.LedgerLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells what is definite in the ledger's answers from what is not. Nothing is retried here. */
public class LedgerClient {

  /** The code of a refusal because of the balance. */
  public static final String INSUFFICIENT_FUNDS = "insufficient-funds";

  private static final String NO_SUCH_JOURNAL = "no-such-journal";

  private final LedgerFeignClient wire;
  private final JsonMapper json;

  LedgerClient(LedgerFeignClient wire, JsonMapper json) {
    this.wire = wire;
    this.json = json;
  }

  /** Posts a journal; its entries sum to zero. */
  public LedgerOutcome journal(String reference, List<LedgerLine> entries) {
    return call(
        () -> wire.journal(reference, new JournalRequest(entries)),
        JournalReceipt.class,
        receipt ->
            receipt.reference().equals(reference)
                ? new LedgerOutcome.Done()
                : new LedgerOutcome.Unknown("answer-does-not-fit"));
  }

  /** Whether a journal stands as it should; changes nothing. */
  public JournalSeen compare(String reference, List<LedgerLine> entries) {
    LedgerOutcome outcome =
        call(
            () -> wire.compare(reference, new JournalRequest(entries)),
            JournalReceipt.class,
            _ -> new LedgerOutcome.Done());
    return switch (outcome) {
      case LedgerOutcome.Done _ -> JournalSeen.SAME;
      case LedgerOutcome.Refused(String code) ->
          switch (code) {
            case "reference-reused" -> JournalSeen.ANOTHER;
            case NO_SUCH_JOURNAL -> JournalSeen.NONE;
            default -> JournalSeen.UNKNOWN;
          };
      case LedgerOutcome.Unknown _ -> JournalSeen.UNKNOWN;
    };
  }

  /** Sets units of a user aside. Done also when they have been posted meanwhile. */
  public LedgerOutcome place(String hold, LedgerAccount account, long units) {
    return call(
        () -> wire.place(hold, new FundHoldRequest(account, units, null)),
        FundHoldAnswer.class,
        answer ->
            switch (answer.state()) {
              case PLACED, POSTED ->
                  answer.placedUnits() == units
                      ? new LedgerOutcome.Done()
                      : new LedgerOutcome.Unknown("answer-does-not-fit");
              case VOIDED, EXPIRED -> refused(answer);
            });
  }

  /** Pays all of a hold out. */
  public LedgerOutcome post(String hold, String post, List<LedgerLine> payees) {
    return call(
        () -> wire.post(hold, post, new FundHoldPost(payees)),
        FundHoldAnswer.class,
        answer -> answer.state() == State.POSTED ? new LedgerOutcome.Done() : refused(answer));
  }

  /** Frees a hold; one that was never placed can not be placed afterwards. */
  public LedgerOutcome release(String hold) {
    return call(
        () -> wire.release(hold),
        FundHoldAnswer.class,
        answer -> answer.state() == State.VOIDED ? new LedgerOutcome.Done() : refused(answer));
  }

  /** A hold as it is now; changes nothing. */
  public HoldSeen hold(String hold) {
    try (Response response = wire.hold(hold)) {
      byte[] body =
          response.body() == null ? new byte[0] : response.body().asInputStream().readAllBytes();
      return switch (response.status()) {
        case 200 -> seen(json.readValue(body, FundHoldAnswer.class));
        case 404 -> none(json.readValue(body, ProblemBody.class));
        default -> new HoldSeen.Unknown("http-" + response.status());
      };
    } catch (JacksonException e) {
      return new HoldSeen.Unknown("unreadable");
    } catch (FeignException | IOException e) {
      return new HoldSeen.Unknown("no-answer");
    }
  }

  private static HoldSeen seen(FundHoldAnswer answer) {
    return new HoldSeen.Seen(answer.state() == State.POSTED, answer.placedUnits());
  }

  /** A 404 of something in between says nothing about the hold. */
  private static HoldSeen none(ProblemBody body) {
    return "no-such-hold".equals(body.code())
        ? new HoldSeen.None()
        : new HoldSeen.Unknown("http-404");
  }

  private <T> LedgerOutcome call(
      Supplier<Response> call, Class<T> type, Function<T, LedgerOutcome> judge) {
    try (Response response = call.get()) {
      byte[] body =
          response.body() == null ? new byte[0] : response.body().asInputStream().readAllBytes();
      if (response.status() == 200) {
        return judge.apply(json.readValue(body, type));
      }
      return switch (response.status()) {
        case 409, 422 -> problem(json.readValue(body, ProblemBody.class));
        case 404 -> missing(json.readValue(body, ProblemBody.class));
        default -> new LedgerOutcome.Unknown("http-" + response.status());
      };
    } catch (JacksonException e) {
      return new LedgerOutcome.Unknown("unreadable");
    } catch (FeignException | IOException e) {
      return new LedgerOutcome.Unknown("no-answer");
    }
  }

  /** A 404 of something in between says nothing. */
  private static LedgerOutcome missing(ProblemBody body) {
    return NO_SUCH_JOURNAL.equals(body.code())
        ? new LedgerOutcome.Refused(NO_SUCH_JOURNAL)
        : new LedgerOutcome.Unknown("http-404");
  }

  private static LedgerOutcome problem(ProblemBody body) {
    return body.code() == null
        ? new LedgerOutcome.Unknown("unreadable")
        : new LedgerOutcome.Refused(body.code());
  }

  private static LedgerOutcome refused(FundHoldAnswer answer) {
    return new LedgerOutcome.Refused("hold-" + answer.state().name().toLowerCase(Locale.ROOT));
  }

  private record ProblemBody(@Nullable String code) {}
}
