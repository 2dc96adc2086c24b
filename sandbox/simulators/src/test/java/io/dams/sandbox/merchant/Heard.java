package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.sandbox.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of the right merchant, on its way through the wrong one. */
record Heard(int status, String type, byte[] body) {

  static Heard ok(JsonNode body) {
    return new Heard(200, "application/json", bytes(body));
  }

  static Heard problem(MerchantProblem code) {
    ObjectNode body = SignedCaller.JSON.createObjectNode();
    body.put("code", code.name());
    return new Heard(code.status(), "application/problem+json", bytes(body));
  }

  JsonNode json() {
    return SignedCaller.JSON.readTree(body);
  }

  String code() {
    return status == 200 ? "" : json().path("code").asString("");
  }

  boolean isRefused(MerchantProblem code) {
    return code().equals(code.name());
  }

  /** Whether it is refused, and the detail says that. */
  boolean isRefused(MerchantProblem code, String detail) {
    return isRefused(code) && json().path("detail").asString("").contains(detail);
  }

  String state() {
    return status == 200 ? json().path("state").asString("") : "";
  }

  /** The same, changed; a refusal stays as it is. */
  Heard with(Consumer<ObjectNode> change) {
    if (status != 200 || !(json() instanceof ObjectNode object)) {
      return this;
    }
    change.accept(object);
    return ok(object);
  }

  Answer answer() {
    return new Answer.Raw(status, type, body);
  }

  private static byte[] bytes(JsonNode body) {
    return SignedCaller.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }
}
