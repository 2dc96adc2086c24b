package io.dams.sandbox.client;

import io.dams.sandbox.Installation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A partner app of the transfer service, set up by an operator, with the sandbox's partner. */
public final class TransferApp {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int PAGE = 200;
  private static final int COMPLETED = 100;
  private static final int FAILED = -1;

  private final Installation fleet;
  private final int id;
  private final String keyname;

  private TransferApp(Installation fleet, int id, String keyname) {
    this.fleet = fleet;
    this.id = id;
    this.keyname = keyname;
  }

  /**
   * The app of that name, which is registered when it is not. The partner of one that is not
   * internal gets new keys.
   *
   * @param internal without any address: its transfers complete at once
   */
  public static TransferApp open(Installation fleet, String keyname, int outId, boolean internal) {
    JsonHttpClient operator = operator(fleet);
    int id =
        find(operator, keyname)
            .orElseGet(
                () ->
                    operator
                        .post("/ops/transfer-apps", terms(fleet, keyname, outId, internal))
                        .ok()
                        .path("id")
                        .asInt());
    var app = new TransferApp(fleet, id, keyname);
    if (!internal) {
      app.giveKeys();
    }
    return app;
  }

  private static Optional<Integer> find(JsonHttpClient operator, String keyname) {
    for (JsonNode app : operator.get("/ops/transfer-apps?limit=" + PAGE).ok().path("items")) {
      if (app.path("terms").path("keyname").asString().equals(keyname)) {
        return Optional.of(app.path("id").asInt());
      }
    }
    return Optional.empty();
  }

  private static Map<String, @Nullable Object> terms(
      Installation fleet, String keyname, int outId, boolean internal) {
    String info = internal ? null : fleet.partner() + "/order/info";
    Map<String, @Nullable Object> terms = new LinkedHashMap<>();
    terms.put("keyname", keyname);
    terms.put("title", internal ? "农场内部应用" : "游戏应用A");
    terms.put("outId", outId);
    terms.put("currencyId", 2);
    terms.put("fundId", 2);
    terms.put("exchangeRate", internal ? "1.0000" : "1.0450");
    terms.put("feeInRate", "0.0050");
    terms.put("feeOutRate", "0.0100");
    terms.put("feeInMin", "0");
    terms.put("feeOutMin", "0");
    terms.put("transferInEnabled", true);
    terms.put("transferOutEnabled", true);
    terms.put("enabled", true);
    terms.put("orderCallbackUrl", internal ? null : fleet.partner() + "/callback");
    terms.put("orderInInfoUrl", info);
    terms.put("orderOutCreateUrl", internal ? null : fleet.partner() + "/order/create");
    terms.put("orderOutInfoUrl", info);
    return terms;
  }

  private void giveKeys() {
    JsonNode request = secret("REQUEST");
    JsonNode callback = secret("CALLBACK");
    partner()
        .put(
            "/sandbox/keys",
            Map.of(
                "keyId", request.path("keyId").asString(),
                "requestSecret", request.path("secret").asString(),
                "callbackSecrets", List.of(callback.path("secret").asString())))
        .ok();
  }

  private JsonNode secret(String purpose) {
    return operator(fleet)
        .post(
            "/ops/transfer-apps/" + id + "/secrets",
            Map.of("purpose", purpose, "overlapMinutes", 0))
        .ok();
  }

  /** {@code transfer_app_id}. */
  public int id() {
    return id;
  }

  /** 应用标识符. */
  public String keyname() {
    return keyname;
  }

  /** The partner, as the sandbox steers it. */
  public JsonHttpClient partner() {
    return JsonHttpClient.at(fleet.partner());
  }

  /** The transfer service, as an operator. */
  public JsonHttpClient operator() {
    return operator(fleet);
  }

  /** The partner moves units of a customer's in, under an id of its own. */
  public HttpAnswer moveIn(Customer customer, String orderId, String outAmount) {
    return partner()
        .post(
            "/sandbox/in",
            Map.of(
                "orderId",
                orderId,
                "outUserId",
                customer.person().uid(),
                "userId",
                customer.accountId(),
                "outAmount",
                outAmount));
  }

  /** A customer moves an inside amount out, under a key. */
  public HttpAnswer moveOut(Customer customer, String key, String amount) {
    return customer
        .api()
        .with("Idempotency-Key", key)
        .post(
            "/transfer/v1/orders",
            Map.of("app", keyname, "amount", amount, "outUserId", customer.person().uid()));
  }

  /** The id of an order that was accepted. */
  public static String id(HttpAnswer accepted) {
    return accepted.ok().path("id").asString();
  }

  /** An order as operators see it. */
  public HttpAnswer order(String id) {
    return operator().get("/ops/transfer-orders/" + id);
  }

  /** Whether an order is completed or has failed. */
  public static boolean hasEnded(JsonNode order) {
    int status = order.path("status").asInt();
    return status == COMPLETED || status == FAILED;
  }

  /** The order when it has ended. */
  public JsonNode ended(String id) {
    return Wait.until(
        "the end of transfer " + id,
        BOUND,
        () -> Optional.of(order(id).ok()).filter(TransferApp::hasEnded));
  }

  /** The order's callback when the partner has taken it. */
  public JsonNode told(String order) {
    return Wait.until("the callback of transfer " + order, BOUND, () -> delivered(order));
  }

  private Optional<JsonNode> delivered(String order) {
    String page = "/ops/transfer-callbacks?limit=" + PAGE + "&state=DELIVERED&app=" + id;
    String after = "0";
    while (!after.isEmpty()) {
      JsonNode callbacks = operator().get(page + "&after=" + after).ok();
      for (JsonNode callback : callbacks.path("items")) {
        if (callback.path("order").asString().equals(order)) {
          return Optional.of(callback);
        }
      }
      after = callbacks.path("next").asString("");
    }
    return Optional.empty();
  }

  /** What was transferred so far, by app, currency and period. */
  public JsonNode statistics() {
    return operator().get("/ops/transfer-statistics").ok();
  }

  private static JsonHttpClient operator(Installation fleet) {
    return JsonHttpClient.at(fleet.service("transfer")).as(fleet.token("operator", "transfer-svc"));
  }
}
