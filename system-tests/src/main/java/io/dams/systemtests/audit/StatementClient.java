package io.dams.systemtests.audit;

import io.dams.contracts.merchant.RequestSigner;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.money.AssetCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a merchant's own statement through the merchant apiserver, as any merchant must offer it:
 * signed, day by day, page by page.
 *
 * @param point the merchant
 * @param base of its apiserver, without {@code /v1}
 */
record StatementClient(
    AssetCode point,
    URI base,
    String keyId,
    byte[] secret,
    HttpClient http,
    Clock clock,
    RandomGenerator random) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LINES = 500;
  private static final int MAX_PAGES = 100_000;

  /** All lines from the day on, in the order in which the merchant wrote them. */
  List<StatementPage.Line> since(LocalDate first) throws IOException, InterruptedException {
    List<StatementPage.Line> lines = new ArrayList<>();
    LocalDate last = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      @Nullable String after = null;
      for (int page = 0; page < MAX_PAGES; page++) {
        StatementPage read = page(day, after);
        lines.addAll(read.lines());
        after = read.next();
        if (after == null) {
          break;
        }
      }
    }
    return lines;
  }

  private StatementPage page(LocalDate day, @Nullable String after)
      throws IOException, InterruptedException {
    String path = "/v1/statements/" + day + "?limit=" + LINES;
    if (after != null) {
      path += "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    new RequestSigner(keyId, secret, clock, random)
        .headers("GET", path, new byte[0])
        .forEach(request::header);
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s answered %d to GET %s: %s"
              .formatted(
                  point,
                  answer.statusCode(),
                  path,
                  new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return JSON.readValue(answer.body(), StatementPage.class);
  }
}
