package io.dams.transfer.partner;

import io.dams.contracts.merchant.RequestSigner;
import io.dams.platform.outside.OutsideAnswer;
import io.dams.platform.outside.OutsideHttpClient;
import io.dams.platform.outside.OutsideRequest;
import io.dams.transfer.amount.Rates;
import io.dams.transfer.app.AppSecret;
import io.dams.transfer.app.AppSecrets;
import io.dams.transfer.app.SecretPurpose;
import io.dams.transfer.order.TransferOrder;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks partners, with our signature. Nothing is retried here. */
@Component
public class PartnerClient {

  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,10})?");
  private static final int MAX_REASON = 200;
  private static final int MAX_DATA = 4_000;

  /** The database takes no JSON that is much deeper. */
  private static final int MAX_DEPTH = 8;

  private final OutsideHttpClient http;
  private final AppSecrets secrets;
  private final JsonMapper json;
  private final Clock clock;
  private final RandomGenerator random;

  PartnerClient(
      OutsideHttpClient http,
      AppSecrets secrets,
      JsonMapper json,
      Clock clock,
      RandomGenerator random) {
    this.http = http;
    this.secrets = secrets;
    this.json = json;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Creates a transfer out at the partner, by our id: the same again is the same order there.
   *
   * @param url {@code order_out_create_url}
   */
  public PartnerAnswer create(String url, TransferOrder order) {
    var body =
        new CreateOrder(
            order.outOrderId(),
            order.outUserId(),
            order.outAmount().stripTrailingZeros().toPlainString(),
            order.currencyId(),
            order.remark());
    return ask(order, "POST", URI.create(url), json.writeValueAsBytes(body));
  }

  /**
   * Asks what became of an order.
   *
   * @param url {@code order_in_info_url} or {@code order_out_info_url}
   */
  public PartnerAnswer info(String url, TransferOrder order) {
    String id = URLEncoder.encode(order.outOrderId(), StandardCharsets.UTF_8);
    char joint = url.indexOf('?') < 0 ? '?' : '&';
    return ask(order, "GET", URI.create(url + joint + "orderId=" + id), new byte[0]);
  }

  private PartnerAnswer ask(TransferOrder order, String method, URI uri, byte[] body) {
    List<AppSecret> keys = secrets.valid(order.transferAppId(), SecretPurpose.REQUEST);
    if (keys.isEmpty()) {
      return new PartnerAnswer.Unknown("no-request-secret");
    }
    var request =
        new OutsideRequest(method, uri, headers(keys.getFirst(), method, uri, body), body);
    return switch (http.send(request)) {
      case OutsideAnswer.Answered it -> read(order, it);
      case OutsideAnswer.Nothing(String reason) -> new PartnerAnswer.Unknown(reason);
    };
  }

  private Map<String, String> headers(AppSecret key, String method, URI uri, byte[] body) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String whole = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    Map<String, String> headers =
        new HashMap<>(
            new RequestSigner(key.keyId(), key.requestKey(), clock, random)
                .headers(method, whole, body));
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    return headers;
  }

  /** A status that is not one of these says nothing that can be relied on. */
  private PartnerAnswer read(TransferOrder order, OutsideAnswer.Answered answer) {
    try {
      return switch (answer.status()) {
        case 200, 201, 202 -> said(order, json.readValue(answer.body(), Info.class));
        case 404 -> notFound(json.readValue(answer.body(), ProblemBody.class));
        default -> new PartnerAnswer.Unknown("http-" + answer.status());
      };
    } catch (JacksonException e) {
      return new PartnerAnswer.Unknown("unreadable");
    }
  }

  private PartnerAnswer said(TransferOrder order, @Nullable Info info) {
    if (info == null
        || !order.outOrderId().equals(info.orderId())
        || info.state() == null
        || info.outAmount() == null
        || !AMOUNT.matcher(info.outAmount()).matches()) {
      return new PartnerAnswer.Unknown("answer-does-not-fit");
    }
    BigDecimal amount = new BigDecimal(info.outAmount()).setScale(Rates.OUTSIDE_SCALE);
    return new PartnerAnswer.Said(
        info.outUserId(), amount, info.state(), shortened(info.reason()), data(info.data()));
  }

  private @Nullable String data(@Nullable JsonNode data) {
    if (data == null || data.isNull()) {
      return null;
    }
    String text = json.writeValueAsString(data);
    return text.length() > MAX_DATA || isDeeper(data, MAX_DEPTH) ? null : text;
  }

  private static boolean isDeeper(JsonNode node, int depth) {
    return depth == 0
        ? node.isContainer()
        : node.valueStream().anyMatch(child -> isDeeper(child, depth - 1));
  }

  /** A 404 of something in between says nothing about the order. */
  private static PartnerAnswer notFound(@Nullable ProblemBody problem) {
    return problem != null && "ORDER_NOT_FOUND".equals(problem.code())
        ? new PartnerAnswer.NotFound()
        : new PartnerAnswer.Unknown("http-404");
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null ? null : text.substring(0, Math.min(text.length(), MAX_REASON));
  }

  /** Body of a request to create a transfer out. */
  record CreateOrder(
      String orderId,
      @Nullable String outUserId,
      String outAmount,
      int currencyId,
      @Nullable String remark) {}

  /** A partner's answer, as far as it is used. */
  private record Info(
      @Nullable String orderId,
      @Nullable String outUserId,
      @Nullable String outAmount,
      PartnerAnswer.@Nullable State state,
      @Nullable String reason,
      @Nullable JsonNode data) {}

  /** An RFC 9457 answer, as far as it is used. */
  private record ProblemBody(@Nullable String code) {}
}
