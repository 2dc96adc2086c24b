package io.dams.sandbox.merchant;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import java.util.Map;

/**
 * Steers a simulated merchant: {@code /sandbox/health}, {@code /sandbox/books}, {@code
 * /sandbox/requests}, {@code /sandbox/faults}, {@code /sandbox/members/{uid}}. For the sandbox
 * only: unsigned, and on the loopback address.
 */
final class SandboxController extends JsonController {

  private final MerchantSimulator merchant;

  SandboxController(MerchantSimulator merchant) {
    this.merchant = merchant;
  }

  /** Body of {@code PUT /sandbox/members/{uid}}. */
  record Joining(String phone, @JsonFormat(shape = JsonFormat.Shape.STRING) long units) {}

  /** Body of {@code POST /sandbox/members/{uid}/grants}. */
  record Grant(@JsonFormat(shape = JsonFormat.Shape.STRING) long units) {}

  @Override
  protected Answer answer(Call call) {
    String[] path = call.path().split("/", -1);
    String what = path.length > 2 ? path[2] : "";
    return switch (call.method() + " " + what + " " + path.length) {
      case "GET health 3" -> Answer.ok(Map.of("status", "UP"));
      case "GET books 3" -> Answer.ok(merchant.totals());
      case "GET requests 3" -> Answer.ok(merchant.requests().list());
      case "GET faults 3" -> Answer.ok(merchant.faults().list());
      case "POST faults 3" -> {
        merchant.faults().add(read(call.body(), Fault.class));
        yield new Answer.Empty(204);
      }
      case "DELETE faults 3" -> {
        merchant.faults().clear();
        yield new Answer.Empty(204);
      }
      case "PUT members 4" -> {
        Joining joining = read(call.body(), Joining.class);
        merchant.join(path[3], joining.phone(), joining.units());
        yield new Answer.Empty(204);
      }
      case "POST members 5" -> change(call, path[3], path[4]);
      default -> noSuchPath(call);
    };
  }

  private Answer change(Call call, String uid, String change) {
    switch (change) {
      case "grants" -> merchant.grant(uid, read(call.body(), Grant.class).units());
      case "coupons" -> merchant.give(uid, read(call.body(), MemberCoupon.class));
      case "close" -> merchant.closeAccount(uid);
      case "reopen" -> merchant.reopenAccount(uid);
      case "revoke" -> merchant.revokeConsent(uid);
      default -> {
        return noSuchPath(call);
      }
    }
    return new Answer.Empty(204);
  }
}
