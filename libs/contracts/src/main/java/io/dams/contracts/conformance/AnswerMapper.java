package io.dams.contracts.conformance;

import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferRequest;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the merchant's answers as strictly as the document describes them; {@link
 * IllegalArgumentException} says what is not so. Fields that the document does not name are passed
 * over.
 */
final class AnswerMapper {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern UNITS = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final int MAX_COUPONS = 200;

  private AnswerMapper() {}

  static byte[] bytes(TransferRequest request) {
    return JSON.writeValueAsBytes(request);
  }

  /** The same JSON with other spacing. */
  static byte[] spacedBytes(TransferRequest request) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(request);
  }

  /** The code of a refusal; empty when the answer is none of the contract's. */
  static Optional<MerchantProblem> problem(Answer.Arrived answer) {
    try {
      String code = object(answer.body()).path("code").asString("");
      return Arrays.stream(MerchantProblem.values())
          .filter(problem -> problem.name().equals(code) && problem.status() == answer.status())
          .findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static TransferAnswer transfer(String body) {
    JsonNode answer = object(body);
    texts(answer, "transferId", "state", "units", "merchantReference", "at");
    units(answer, "units");
    instants(answer, "at");
    return value(answer, TransferAnswer.class);
  }

  static MemberBalance balance(String body) {
    JsonNode answer = object(body);
    texts(answer, "uid", "availableUnits", "at");
    units(answer, "availableUnits");
    instants(answer, "at");
    return value(answer, MemberBalance.class);
  }

  static MemberToken token(String body) {
    JsonNode answer = object(body);
    texts(answer, "uid", "token", "expiresAt");
    instants(answer, "expiresAt");
    return value(answer, MemberToken.class);
  }

  static List<MemberCoupon> coupons(String body) {
    JsonNode answer = tree(body);
    if (!answer.isArray() || answer.size() > MAX_COUPONS) {
      throw new IllegalArgumentException("not an array of at most " + MAX_COUPONS);
    }
    answer.forEach(coupon -> texts(coupon, "couponId", "title", "state"));
    return List.of(value(answer, MemberCoupon[].class));
  }

  static StatementPage statement(String body) {
    JsonNode answer = object(body);
    if (!answer.path("lines").isArray()) {
      throw new IllegalArgumentException("'lines' is missing or not an array");
    }
    for (JsonNode line : answer.path("lines")) {
      texts(line, "transferId", "kind", "units", "intermediaryUnits", "orderGroup");
      texts(line, "merchantReference", "at");
      units(line, "units");
      units(line, "intermediaryUnits");
      instants(line, "at");
    }
    return value(answer, StatementPage.class);
  }

  private static void texts(JsonNode node, String... names) {
    for (String name : names) {
      if (!node.path(name).isString()) {
        throw new IllegalArgumentException("'" + name + "' is missing or not text");
      }
    }
  }

  private static void units(JsonNode node, String name) {
    if (!UNITS.matcher(node.path(name).asString("")).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not units as decimal text");
    }
  }

  private static void instants(JsonNode node, String name) {
    try {
      OffsetDateTime.parse(node.path(name).asString(""));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + name + "' is not a date-time of RFC 3339", e);
    }
  }

  private static JsonNode object(String body) {
    JsonNode node = tree(body);
    if (!node.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    return node;
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static <T> T value(JsonNode node, Class<T> type) {
    try {
      return JSON.treeToValue(node, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not as described: " + e.getOriginalMessage(), e);
    }
  }
}
