package io.dams.backoffice.tokenhold;

import feign.FeignException;
import feign.Response;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.ledger.HoldAnswer;
import io.dams.contracts.ledger.HoldRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells what is definite in the ledger's answers from what is not. Nothing is retried here. */
public class TokenHoldClient {

  private final LedgerFeignClient wire;
  private final JsonMapper json;

  TokenHoldClient(LedgerFeignClient wire, JsonMapper json) {
    this.wire = wire;
    this.json = json;
  }

  /** Places a hold. The same request again has one effect. */
  public HoldOutcome place(HoldRequest request) {
    return switch (call(() -> wire.place(request.group().toString(), request))) {
      case Read.Hold(HoldAnswer hold) when hold.state() == HoldAnswer.State.PLACED ->
          hold.placedUnits() == request.units()
              ? new HoldOutcome.Held()
              : new HoldOutcome.Unknown("answer-does-not-fit");
      case Read.Hold(HoldAnswer hold) ->
          new HoldOutcome.Refused("hold-" + hold.state().name().toLowerCase(Locale.ROOT));
      case Read.Problem(String code) -> new HoldOutcome.Refused(code);
      case Read.Nothing(String reason) -> new HoldOutcome.Unknown(reason);
    };
  }

  /** Voids a hold; one that was never placed can not be placed afterwards. */
  public VoidOutcome release(OrderGroupId group) {
    return switch (call(() -> wire.release(group.toString()))) {
      case Read.Hold(HoldAnswer hold) when hold.state() == HoldAnswer.State.VOIDED ->
          new VoidOutcome.Voided();
      case Read.Hold(HoldAnswer hold) ->
          new VoidOutcome.Refused("hold-" + hold.state().name().toLowerCase(Locale.ROOT));
      case Read.Problem(String code) -> new VoidOutcome.Refused(code);
      case Read.Nothing(String reason) -> new VoidOutcome.Unknown(reason);
    };
  }

  private Read call(Supplier<Response> call) {
    try (Response response = call.get()) {
      byte[] body =
          response.body() == null ? new byte[0] : response.body().asInputStream().readAllBytes();
      return switch (response.status()) {
        case 200, 201 -> new Read.Hold(json.readValue(body, HoldAnswer.class));
        case 409, 422 -> problem(json.readValue(body, ProblemBody.class));
        default -> new Read.Nothing("http-" + response.status());
      };
    } catch (JacksonException e) {
      return new Read.Nothing("unreadable");
    } catch (FeignException | IOException e) {
      return new Read.Nothing("no-answer");
    }
  }

  private static Read problem(ProblemBody body) {
    return body.code() == null ? new Read.Nothing("unreadable") : new Read.Problem(body.code());
  }

  private sealed interface Read {

    record Hold(HoldAnswer hold) implements Read {}

    record Problem(String code) implements Read {}

    record Nothing(String reason) implements Read {}
  }

  private record ProblemBody(@Nullable String code) {}
}
