package io.dams.sandbox.partner;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerFault.Effect;
import io.dams.sandbox.partner.PartnerOrder.State;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The partner's three doors: create, info, callback. Each checks who knocks. */
final class PartnerController extends JsonController {

  private final PartnerBooks books;
  private final PartnerFaults faults;
  private final Supplier<PartnerSettings.Keys> keys;
  private final Clock clock;

  PartnerController(
      PartnerBooks books, PartnerFaults faults, Supplier<PartnerSettings.Keys> keys, Clock clock) {
    this.books = books;
    this.faults = faults;
    this.keys = keys;
    this.clock = clock;
  }

  /** Body of a request to create. */
  record Creation(
      String orderId,
      @Nullable String outUserId,
      String outAmount,
      int currencyId,
      @Nullable String remark) {}

  /** What the partner says of an order. */
  record Info(
      String orderId,
      @Nullable String outUserId,
      String outAmount,
      State state,
      @Nullable String reason,
      @Nullable Object data) {

    Info(
        String orderId,
        @Nullable String outUserId,
        String outAmount,
        State state,
        @Nullable String reason) {
      this(orderId, outUserId, outAmount, state, reason, null);
    }

    Info with(Object attachment) {
      return new Info(orderId, outUserId, outAmount, state, reason, attachment);
    }
  }

  @Override
  protected Answer answer(Call call) throws InterruptedException {
    return switch (call.method() + " " + call.path()) {
      case "POST /order/create" -> create(call);
      case "GET /order/info" -> info(call);
      case "POST /callback" -> callback(call);
      default -> noSuchPath(call);
    };
  }

  private Answer create(Call call) throws InterruptedException {
    if (!isSigned(call)) {
      return stranger();
    }
    Creation creation = read(call.body(), Creation.class);
    Effect fault = faults.take(Door.CREATE, creation.orderId()).orElse(null);
    State first = fault instanceof PartnerFault.Decide(State state) ? state : State.DONE;
    return spoiled(
        fault,
        () ->
            books
                .create(
                    creation.orderId(),
                    creation.outUserId(),
                    new BigDecimal(creation.outAmount()),
                    first)
                .map(PartnerController::ok)
                .orElseGet(() -> new Answer.Problem(409, "ORDER_CONFLICT", "another body")));
  }

  private Answer info(Call call) throws InterruptedException {
    if (!isSigned(call)) {
      return stranger();
    }
    String orderId = Optional.ofNullable(call.query("orderId")).orElse("");
    return spoiled(
        faults.take(Door.INFO, orderId).orElse(null),
        () ->
            books
                .find(orderId)
                .map(PartnerController::ok)
                .orElseGet(
                    () -> new Answer.Problem(404, "ORDER_NOT_FOUND", "no order " + orderId)));
  }

  private Answer callback(Call call) throws InterruptedException {
    String id = Optional.ofNullable(call.header("webhook-id")).orElse("");
    String payload = new String(call.body(), StandardCharsets.UTF_8);
    if (!isGenuine(call, payload)) {
      return stranger();
    }
    return spoiled(
        faults.take(Door.CALLBACK, id).orElse(null),
        () -> {
          books.take(new ReceivedCallback(id, payload));
          return new Answer.Empty(204);
        });
  }

  private static Answer spoiled(@Nullable Effect fault, Supplier<Answer> work)
      throws InterruptedException {
    return switch (fault) {
      case null -> work.get();
      case PartnerFault.Decide _ -> work.get();
      case PartnerFault.Hang(long millis) -> {
        Thread.sleep(millis);
        yield new Answer.Dropped();
      }
      case PartnerFault.Stall(long millis) -> {
        Thread.sleep(millis);
        yield work.get();
      }
      case PartnerFault.DropReply() -> {
        Answer _ = work.get();
        yield new Answer.Dropped();
      }
      case PartnerFault.Status(int status, boolean afterWork) -> {
        if (afterWork) {
          Answer _ = work.get();
        }
        yield new Answer.Empty(status);
      }
      case PartnerFault.Garbage() -> {
        Answer _ = work.get();
        yield new Answer.Raw(200, "text/html", write("<html>It works!</html>"));
      }
      case PartnerFault.Redirect(String location) -> new Answer.Redirect(location);
      case PartnerFault.Attach(int depth) -> attach(depth, work.get());
      case PartnerFault.Lie(PartnerFault.About about) -> lie(about, work.get());
    };
  }

  private static Answer attach(int depth, Answer truth) {
    if (!(truth instanceof Answer.Json(int status, Object body)) || !(body instanceof Info info)) {
      return truth;
    }
    List<Object> data = List.of();
    for (int i = 1; i < depth; i++) {
      data = List.of(data);
    }
    return new Answer.Json(status, info.with(data));
  }

  private static Answer lie(PartnerFault.About about, Answer truth) {
    if (!(truth instanceof Answer.Json(int status, Object body)) || !(body instanceof Info info)) {
      return truth;
    }
    BigDecimal more = new BigDecimal(info.outAmount()).add(BigDecimal.ONE);
    Info lie =
        switch (about) {
          case AMOUNT ->
              new Info(
                  info.orderId(),
                  info.outUserId(),
                  more.toPlainString(),
                  info.state(),
                  info.reason());
          case USER ->
              new Info(
                  info.orderId(), "somebody else", info.outAmount(), info.state(), info.reason());
          case ORDER ->
              new Info(
                  "other-" + info.orderId(),
                  info.outUserId(),
                  info.outAmount(),
                  info.state(),
                  info.reason());
        };
    return new Answer.Json(status, lie);
  }

  private static Answer ok(PartnerOrder order) {
    return Answer.ok(
        new Info(
            order.orderId(),
            order.outUserId(),
            order.outAmount().toPlainString(),
            order.state(),
            order.reason()));
  }

  private static Answer stranger() {
    return new Answer.Problem(401, "SIGNATURE_INVALID", "the request is not signed as it must be");
  }

  private boolean isSigned(Call call) {
    PartnerSettings.Keys known = keys.get();
    String timestamp = call.header(RequestSignature.TIMESTAMP_HEADER);
    String nonce = call.header(RequestSignature.NONCE_HEADER);
    String signature = call.header(RequestSignature.SIGNATURE_HEADER);
    if (timestamp == null
        || nonce == null
        || signature == null
        || !timestamp.matches("[0-9]{1,12}")
        || !known.keyId().equals(call.header(RequestSignature.KEY_HEADER))) {
      return false;
    }
    long seconds = Long.parseLong(timestamp);
    Duration apart = Duration.between(Instant.ofEpochSecond(seconds), clock.instant()).abs();
    return apart.compareTo(RequestSignature.TOLERANCE) <= 0
        && RequestSignature.verify(
            Base64.getDecoder().decode(known.requestSecret()),
            call.method(),
            call.pathWithQuery(),
            seconds,
            nonce,
            call.body(),
            signature);
  }

  /** By a library that is not ours. */
  private boolean isGenuine(Call call, String payload) {
    Map<String, List<String>> headers =
        Map.of(
            "webhook-id", one(call, "webhook-id"),
            "webhook-timestamp", one(call, "webhook-timestamp"),
            "webhook-signature", one(call, "webhook-signature"));
    return keys.get().callbackSecrets().stream().anyMatch(key -> verifies(key, payload, headers));
  }

  private static List<String> one(Call call, String header) {
    return List.of(Optional.ofNullable(call.header(header)).orElse(""));
  }

  private static boolean verifies(
      String secret, String payload, Map<String, List<String>> headers) {
    try {
      new Webhook(secret).verify(payload, headers);
      return true;
    } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
      return false;
    }
  }
}
