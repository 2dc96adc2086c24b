package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.testing.TestIdentity;
import io.dams.sandbox.partner.PartnerSettings;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service's HTTP interface, as operators, users and partners use it. */
final class TransferHttp {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final int port;

  TransferHttp(int port) {
    this.port = port;
  }

  /** An answer. */
  record Reply(int status, String text) {

    JsonNode json() {
      return JSON.readTree(text);
    }

    /** The body of a 2xx. */
    JsonNode ok() {
      assertThat(status).as(text).isBetween(200, 299);
      return text.isEmpty() ? JSON.createObjectNode() : json();
    }

    /** The code of a problem. */
    String problem() {
      assertThat(status).as(text).isGreaterThanOrEqualTo(400);
      String type = json().path("type").asString("");
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  /**
   * Registers an app with the addresses of a case, and gives its partner the keys. An app of its
   * own for each test: the partner of a case knows the keys of the last one only.
   */
  int app(Case which, Map<String, @Nullable Object> changes) {
    PartnerSimulator partner = World.partner(which);
    partner.faults().clear();
    partner.callTransfersAt(URI.create("http://127.0.0.1:" + port));
    Map<String, @Nullable Object> terms = terms(which, partner);
    terms.putAll(changes);
    int app = ops("POST", "/ops/transfer-apps", terms).ok().path("id").asInt();
    JsonNode request = secret(app, "REQUEST", 0);
    JsonNode callback = secret(app, "CALLBACK", 0);
    partner.use(
        new PartnerSettings.Keys(
            request.path("keyId").asString(),
            request.path("secret").asString(),
            List.of(callback.path("secret").asString())));
    return app;
  }

  JsonNode secret(int app, String purpose, int overlapMinutes) {
    return ops(
            "POST",
            "/ops/transfer-apps/" + app + "/secrets",
            Map.of("purpose", purpose, "overlapMinutes", overlapMinutes))
        .ok();
  }

  /** The name of an app. */
  String keyname(int app) {
    return ops("GET", "/ops/transfer-apps/" + app, null)
        .ok()
        .path("terms")
        .path("keyname")
        .asString();
  }

  private static Map<String, @Nullable Object> terms(Case which, PartnerSimulator partner) {
    int number = NAMES.incrementAndGet();
    boolean info = which == Case.FULL || which == Case.INFO_ONLY;
    boolean create = which == Case.FULL || which == Case.CREATE_ONLY;
    Map<String, @Nullable Object> terms = new HashMap<>();
    terms.put("keyname", "app_" + number);
    terms.put("title", "App " + number);
    terms.put("outId", 1_000 + number);
    terms.put("currencyId", 2);
    terms.put("fundId", 2);
    terms.put("exchangeRate", "2.0000");
    terms.put("feeInRate", "0.0100");
    terms.put("feeOutRate", "0.0100");
    terms.put("feeInMin", "0");
    terms.put("feeOutMin", "0");
    terms.put("transferInEnabled", true);
    terms.put("transferOutEnabled", true);
    terms.put("enabled", true);
    terms.put("orderCallbackUrl", which == Case.INTERNAL ? null : partner.callbackUrl());
    terms.put("orderInInfoUrl", info ? partner.infoUrl() : null);
    terms.put("orderOutInfoUrl", info ? partner.infoUrl() : null);
    terms.put("orderOutCreateUrl", create ? partner.createUrl() : null);
    return terms;
  }

  /** As an operator. */
  Reply ops(String method, String path, @Nullable Object body) {
    return send(
        method, path, body, "Authorization", TestIdentity.bearer("operator", "transfer-svc"));
  }

  /** A user asks for a transfer out. */
  Reply out(long user, String key, Map<String, Object> body) {
    return send(
        "POST", "/v1/orders", body, "Authorization", World.bearer(user), "Idempotency-Key", key);
  }

  /** An order as operators see it. */
  JsonNode order(String id) {
    return ops("GET", "/ops/transfer-orders/" + id, null).ok();
  }

  Reply send(String method, String path, @Nullable Object body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
