package io.dams.transfer.outbound;

import io.dams.platform.problem.ProblemException;
import io.dams.transfer.order.OrderProblem;
import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A partner's own orders: looked at, and transfers out decided. */
@RestController
class ResultController {

  private final Outbound outbound;
  private final Orders orders;
  private final JsonMapper json;

  ResultController(Outbound outbound, Orders orders, JsonMapper json) {
    this.outbound = outbound;
    this.orders = orders;
    this.json = json;
  }

  /** An order of the partner's app, by the outside id. 404 no-such-order. */
  @GetMapping("/v1/partner/orders/{outOrderId}")
  OrderView get(Partner partner, @PathVariable String outOrderId) {
    return OrderView.of(find(partner, outOrderId));
  }

  /**
   * The result of a transfer out at the partner. The same again changes nothing. 409 too-early,
   * amount-differs, decided-otherwise.
   */
  @PostMapping("/v1/partner/orders/{outOrderId}/result")
  OrderView result(
      Partner partner, @PathVariable String outOrderId, @Valid @RequestBody ResultRequest body) {
    TransferOrder order = find(partner, outOrderId);
    if (order.type() != TransferType.OUT) {
      throw notFound(outOrderId);
    }
    String data = body.data() == null ? null : json.writeValueAsString(new TreeMap<>(body.data()));
    PartnerWord word =
        new PartnerWord(
            body.state() == ResultState.DONE,
            new BigDecimal(body.outAmount()),
            body.reason(),
            data);
    return switch (outbound.decide(order, word)) {
      case Decision.Stands it -> OrderView.of(it.order());
      case Decision.TooEarly _ ->
          throw new ProblemException(OutboundProblem.TOO_EARLY, "say it again in a moment");
      case Decision.OtherAmount it ->
          throw new ProblemException(
              OutboundProblem.AMOUNT_DIFFERS,
              "the order is of " + it.order().outAmount().toPlainString());
      case Decision.Contradicts it ->
          throw new ProblemException(
              OutboundProblem.DECIDED_OTHERWISE, "its status is " + it.order().status().code());
    };
  }

  private TransferOrder find(Partner partner, String outOrderId) {
    return orders
        .named(partner.app().terms().outId(), outOrderId)
        .filter(order -> order.transferAppId() == partner.app().id())
        .orElseThrow(() -> notFound(outOrderId));
  }

  private static ProblemException notFound(String outOrderId) {
    return new ProblemException(
        OrderProblem.NO_SUCH_ORDER, "there is no order '" + outOrderId + "' of this app");
  }

  /** What became of it. */
  enum ResultState {
    DONE,
    REFUSED
  }

  /**
   * A partner's word.
   *
   * @param outAmount the order's, to be sure that both speak of the same
   * @param reason of a refusal
   */
  record ResultRequest(
      @NotNull ResultState state,
      @NotNull @Pattern(regexp = "[0-9]{1,20}(\\.[0-9]{1,10})?") String outAmount,
      @Nullable @Size(max = 200) String reason,
      @Nullable @Size(max = 20) Map<@Size(max = 50) String, @Size(max = 200) String> data) {}
}
