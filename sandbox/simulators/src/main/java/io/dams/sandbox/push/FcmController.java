package io.dams.sandbox.push;

import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import io.dams.sandbox.push.FcmSimulator.Message;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP for {@link FcmSimulator}, as Google documents it. */
final class FcmController extends JsonController {

  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";

  /** Google's, wherever the endpoint is. */
  private static final String AUDIENCE = "https://oauth2.googleapis.com/token";

  /** In place of the devices: what one of them shows. */
  private static final String DEVICES = "/sandbox/devices/";

  private static final long MAX_LIFE_SECONDS = 3_600;

  private final FcmSimulator simulator;

  FcmController(FcmSimulator simulator) {
    this.simulator = simulator;
  }

  /** Claims of the JWT that asks for access. */
  record Claims(String iss, String aud, String scope, long iat, long exp) {}

  /** Body of {@code messages:send}. */
  record Send(@Nullable Body message) {}

  /** A message. */
  record Body(
      @Nullable String token,
      @Nullable Notification notification,
      @Nullable Map<String, String> data,
      @Nullable Android android) {}

  /** What is shown. */
  record Notification(@Nullable String title, @Nullable String body, @Nullable String tag) {}

  /** For Android alone. */
  record Android(
      @Nullable String ttl, @Nullable String priority, @Nullable Notification notification) {}

  @Override
  protected Answer answer(Call call) {
    String send = "/v1/projects/" + simulator.account().project() + "/messages:send";
    if (call.method().equals("POST") && call.path().equals("/token")) {
      return token(call);
    }
    if (call.method().equals("POST") && call.path().equals(send)) {
      return send(call);
    }
    if (call.path().startsWith(DEVICES)) {
      return device(call, call.path().substring(DEVICES.length()));
    }
    return switch (call.method() + " " + call.path()) {
      case "GET /sandbox/health" -> Answer.ok(Map.of("status", "UP"));
      case "POST /sandbox/faults" -> {
        simulator.next(read(call.body(), FcmSimulator.Fault.class));
        yield new Answer.Empty(204);
      }
      case "DELETE /sandbox/faults" -> {
        simulator.heal();
        yield new Answer.Empty(204);
      }
      default -> noSuchPath(call);
    };
  }

  private Answer device(Call call, String token) {
    return switch (call.method()) {
      case "GET" -> Answer.ok(simulator.seen(token));
      case "DELETE" -> {
        simulator.unregister(token);
        yield new Answer.Empty(204);
      }
      default -> noSuchPath(call);
    };
  }

  private Answer token(Call call) {
    Map<String, String> form = form(call.body());
    String jwt = form.getOrDefault("assertion", "");
    String[] parts = jwt.split("\\.", -1);
    if (!GRANT.equals(form.get("grant_type"))
        || parts.length != 3
        || !simulator.account().signed(jwt)) {
      return new Answer.Json(400, Map.of("error", "invalid_grant"));
    }
    Claims claims = read(Base64.getUrlDecoder().decode(parts[1]), Claims.class);
    long now = simulator.clock().instant().getEpochSecond();
    boolean valid =
        claims.iss().equals(simulator.account().email())
            && claims.aud().equals(AUDIENCE)
            && claims.scope().equals(SCOPE)
            && claims.exp() > now
            && claims.exp() - claims.iat() <= MAX_LIFE_SECONDS;
    return valid
        ? Answer.ok(
            Map.of(
                "access_token",
                simulator.giveAccess(),
                "expires_in",
                MAX_LIFE_SECONDS - 1,
                "token_type",
                "Bearer"))
        : new Answer.Json(400, Map.of("error", "invalid_grant"));
  }

  private Answer send(Call call) {
    String bearer = call.header("Authorization");
    if (bearer == null
        || !bearer.startsWith("Bearer ")
        || !simulator.hasAccess(bearer.substring("Bearer ".length()))) {
      return new Answer.Json(401, error(401, "UNAUTHENTICATED"));
    }
    Body body = read(call.body(), Send.class).message();
    if (body == null || body.token() == null || body.token().length() < 20) {
      return new Answer.Json(400, error(400, "INVALID_ARGUMENT"));
    }
    Android android = body.android();
    if (body.notification() == null || android == null || android.notification() == null) {
      return new Answer.Json(400, wrongField("message.android"));
    }
    if (android.ttl() == null || !android.ttl().matches("[0-9]+(\\.[0-9]{1,9})?s")) {
      return new Answer.Json(400, wrongField("message.android.ttl"));
    }
    return simulator.take(
        new Message(
            body.token(),
            String.valueOf(body.notification().title()),
            String.valueOf(body.notification().body()),
            String.valueOf(android.notification().tag()),
            android.ttl(),
            body.data() == null ? Map.of() : body.data()));
  }

  /** An error with FCM's own code in its details. */
  static Map<String, Object> error(int status, String code) {
    String name =
        switch (code) {
          case "UNREGISTERED" -> "NOT_FOUND";
          case "QUOTA_EXCEEDED" -> "RESOURCE_EXHAUSTED";
          default -> code;
        };
    List<Map<String, Object>> details =
        code.equals("UNAUTHENTICATED")
            ? List.of()
            : List.of(
                Map.of(
                    "@type",
                    "type.googleapis.com/google.firebase.fcm.v1.FcmError",
                    "errorCode",
                    code));
    return Map.of(
        "error", Map.of("code", status, "message", code, "status", name, "details", details));
  }

  /** An error that names a field of the request. */
  static Map<String, Object> wrongField(String field) {
    return Map.of(
        "error",
        Map.of(
            "code",
            400,
            "message",
            "Invalid value at '" + field + "'",
            "status",
            "INVALID_ARGUMENT",
            "details",
            List.of(
                Map.of(
                    "@type",
                    "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations",
                    List.of(Map.of("field", field, "description", "invalid"))))));
  }

  private static Map<String, String> form(byte[] body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.US_ASCII).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
