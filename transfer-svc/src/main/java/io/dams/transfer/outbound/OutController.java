package io.dams.transfer.outbound;

import io.dams.platform.idempotency.IdempotencyKeys;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.app.AppProblem;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.order.OrderRequest;
import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.TransferType;
import io.dams.transfer.signedin.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Transfers out, for users. */
@RestController
class OutController {

  private static final int NAME_BYTES = 16;

  private final Outbound outbound;
  private final Apps apps;
  private final IdempotencyKeys keys;
  private final RandomGenerator random;

  OutController(Outbound outbound, Apps apps, IdempotencyKeys keys, RandomGenerator random) {
    this.outbound = outbound;
    this.apps = apps;
    this.keys = keys;
    this.random = random;
  }

  /**
   * Asks for a transfer out; its funds are held in a moment. Idempotent by {@code Idempotency-Key}.
   * 403 app-closed; 404 no-such-app; 422 amount-refused, circular-transfer, idempotency-key-reused.
   */
  @PostMapping("/v1/orders")
  @ResponseStatus(HttpStatus.ACCEPTED)
  OrderView take(
      SignedIn signedIn,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String header,
      @Valid @RequestBody OutRequest body) {
    String key = IdempotencyKeys.require(header);
    String scope = "transfer-out/" + signedIn.user();
    return keys.answer(scope, key, body, OrderView.class, () -> takeNew(signedIn, body));
  }

  private OrderView takeNew(SignedIn signedIn, OutRequest body) {
    PartnerApp app =
        apps.named(body.app())
            .filter(one -> one.deletedAt() == null)
            .orElseThrow(
                () -> new ProblemException(AppProblem.NO_SUCH_APP, "no app '" + body.app() + "'"));
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    return OrderView.of(
        outbound.take(
            new OrderRequest(
                app,
                TransferType.OUT,
                "dams-" + HexFormat.of().formatHex(name),
                body.outUserId(),
                signedIn.user(),
                new BigDecimal(body.amount()),
                null,
                body.remark())));
  }

  /**
   * A transfer out.
   *
   * @param app the app's keyname
   * @param amount inside, as decimal text; the fee comes on top
   * @param outUserId the user at the partner
   */
  record OutRequest(
      @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{1,49}") String app,
      @NotNull @Pattern(regexp = "[0-9]{1,19}(\\.[0-9]{1,8})?") String amount,
      @Nullable @Size(min = 1, max = 50) String outUserId,
      @Nullable @Size(max = 255) String remark) {}
}
