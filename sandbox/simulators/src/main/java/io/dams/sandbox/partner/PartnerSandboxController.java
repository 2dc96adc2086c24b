package io.dams.sandbox.partner;

import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import io.dams.sandbox.partner.PartnerOrder.State;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steers a simulated partner: {@code /sandbox/health}, {@code /sandbox/orders}, {@code
 * /sandbox/callbacks}, {@code /sandbox/faults}, {@code /sandbox/keys}, {@code /sandbox/in}, {@code
 * /sandbox/orders/{id}/result}. For the sandbox only: unsigned, and on the loopback address.
 */
final class PartnerSandboxController extends JsonController {

  private final PartnerSimulator partner;

  PartnerSandboxController(PartnerSimulator partner) {
    this.partner = partner;
  }

  /** Body of {@code POST /sandbox/in}: a user moves units in. */
  record MoveIn(String orderId, String outUserId, String userId, String outAmount) {}

  /** Body of {@code POST /sandbox/orders/{id}/result}. */
  record Result(State state, @Nullable String reason, boolean tell) {}

  @Override
  protected Answer answer(Call call) throws InterruptedException {
    String[] path = call.path().split("/", -1);
    String what = path.length > 2 ? path[2] : "";
    return switch (call.method() + " " + what + " " + path.length) {
      case "GET health 3" -> Answer.ok(Map.of("status", "UP"));
      case "GET orders 3" -> Answer.ok(partner.orders());
      case "GET callbacks 3" -> Answer.ok(partner.callbacks());
      case "GET faults 3" -> Answer.ok(partner.faults().list());
      case "POST faults 3" -> {
        partner.faults().add(read(call.body(), PartnerFault.class));
        yield new Answer.Empty(204);
      }
      case "DELETE faults 3" -> {
        partner.faults().clear();
        yield new Answer.Empty(204);
      }
      case "PUT keys 3" -> {
        partner.use(read(call.body(), PartnerSettings.Keys.class));
        yield new Answer.Empty(204);
      }
      case "POST in 3" -> {
        MoveIn in = read(call.body(), MoveIn.class);
        BigDecimal amount = new BigDecimal(in.outAmount());
        yield relayed(partner.moveIn(in.orderId(), in.outUserId(), in.userId(), amount));
      }
      case "POST orders 5" -> result(path[3], read(call.body(), Result.class));
      default -> noSuchPath(call);
    };
  }

  private Answer result(String orderId, Result result) throws InterruptedException {
    PartnerOrder order = partner.decide(orderId, result.state(), result.reason());
    return result.tell() ? relayed(partner.tell(order)) : Answer.ok(order);
  }

  private static Answer relayed(PartnerHttpClient.Reply reply) {
    return new Answer.Raw(reply.status(), "application/json", reply.body());
  }
}
