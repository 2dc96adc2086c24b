package io.dams.transfer.inbound;

import io.dams.contracts.id.UserId;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.order.OrderRequest;
import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.TransferType;
import io.dams.transfer.partnersignature.Partner;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Transfers in, for partners. */
@RestController
class InController {

  private static final int MAX_DATA = 20;

  private final Inbound inbound;
  private final JsonMapper json;

  InController(Inbound inbound, JsonMapper json) {
    this.inbound = inbound;
    this.json = json;
  }

  /**
   * Says that a user moves units in. The same again gives the first order's answer. 403 app-closed;
   * 409 order-conflict; 422 amount-refused, circular-transfer.
   */
  @PostMapping("/v1/partner/orders")
  @ResponseStatus(HttpStatus.ACCEPTED)
  OrderView take(Partner partner, @Valid @RequestBody InRequest body) {
    UserId user;
    try {
      user = UserId.of(body.userId());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "userId must be a user's id",
          Map.of("field", "userId", "rule", "positive number"));
    }
    OrderRequest request =
        new OrderRequest(
            partner.app(),
            TransferType.IN,
            body.outOrderId(),
            body.outUserId(),
            user,
            new BigDecimal(body.outAmount()),
            body.data() == null ? null : json.writeValueAsString(new TreeMap<>(body.data())),
            body.remark());
    return OrderView.of(inbound.take(request));
  }

  /**
   * A transfer in.
   *
   * @param outOrderId the partner's id, which can stand in a path; ours begin with {@code dams-}
   * @param outAmount decimal text with at most ten decimals
   * @param data whatever the partner wants to keep with it
   */
  record InRequest(
      @NotNull @Pattern(regexp = "(?!dams-)" + OrderRequest.NAME) String outOrderId,
      @Nullable @Size(min = 1, max = 50) String outUserId,
      @NotNull @Pattern(regexp = "[0-9]{1,19}") String userId,
      @NotNull @Pattern(regexp = "[0-9]{1,20}(\\.[0-9]{1,10})?") String outAmount,
      @Nullable @Size(max = 255) String remark,
      @Nullable @Size(max = MAX_DATA) Map<@Size(max = 50) String, @Size(max = 200) String> data) {}
}
