package io.dams.frontoffice.order;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.frontoffice.draft.Drafts.AskedLeg;
import io.dams.frontoffice.progress.GroupView;
import io.dams.frontoffice.session.SignedIn;
import io.dams.platform.idempotency.IdempotencyKeys;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Places and cancels one's own order groups. */
@RestController
@RequestMapping("/v1/order-groups")
class OrderController {

  private static final String KEY = "Idempotency-Key";
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String DECIMAL = "-?[0-9]{1,20}(\\.[0-9]{1,18})?";

  private final Orders orders;

  OrderController(Orders orders) {
    this.orders = orders;
  }

  /** Accepts an order group, by a quote or by its legs. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<GroupView> placeOrderGroup(
      SignedIn who,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @Valid @RequestBody PlaceRequest request) {
    GroupView group = orders.place(who.user(), IdempotencyKeys.require(key), request.order());
    return ResponseEntity.accepted()
        .location(URI.create("/v1/order-groups/" + group.groupId()))
        .body(group);
  }

  /** Asks for the end of an order group, or of one leg of it. */
  @PostMapping("/{groupId}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<GroupView> cancelOrderGroup(
      SignedIn who,
      @PathVariable OrderGroupId groupId,
      @RequestHeader(name = KEY, required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable CancelRequest request) {
    return ResponseEntity.accepted()
        .body(
            orders.cancel(
                who.user(),
                IdempotencyKeys.require(key),
                groupId,
                request == null ? null : request.leg()));
  }

  /**
   * An order group: a quote, or legs.
   *
   * @param quoteId of a quote; then nothing else is given
   * @param legs one leg; or one buy and several sells; or several buys and one sell
   * @param timeInForce GTC when left out
   * @param expiresAt for GTC; never when left out
   */
  record PlaceRequest(
      @Nullable @Pattern(regexp = UUID) String quoteId,
      @Nullable @Size(min = 1, max = OrderGroupTerms.MAX_LEGS)
          List<@NotNull @Valid LegRequest> legs,
      @Nullable TimeInForce timeInForce,
      @Nullable Instant expiresAt) {

    PlaceOrder order() {
      if (quoteId != null && legs == null && timeInForce == null && expiresAt == null) {
        return new PlaceOrder.ByQuote(quoteId);
      }
      if (quoteId == null && legs != null) {
        return new PlaceOrder.ByLegs(
            legs.stream().map(LegRequest::asked).toList(),
            timeInForce == null ? TimeInForce.GTC : timeInForce,
            expiresAt);
      }
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "give either quoteId alone, or legs",
          Map.of("field", "legs", "rule", "either quoteId alone, or legs"));
    }
  }

  /**
   * A leg.
   *
   * @param quantity points, a multiple of the contract's lot
   * @param limitPrice tokens for one lot: the most to pay, or the least to take
   */
  record LegRequest(
      @NotNull ContractId contract,
      @NotNull Side side,
      @NotNull @Pattern(regexp = DECIMAL) String quantity,
      @NotNull @Pattern(regexp = DECIMAL) String limitPrice) {

    AskedLeg asked() {
      return new AskedLeg(contract, side, new BigDecimal(quantity), new BigDecimal(limitPrice));
    }
  }

  /**
   * A cancel.
   *
   * @param leg null for the whole group
   */
  record CancelRequest(@Nullable LegId leg) {}
}
