package io.dams.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.PlatformIT;
import io.dams.platform.identity.Caller;
import io.dams.platform.testing.TestIdentity;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every way in which a request can go wrong has a problem answer. */
@PlatformIT
@Import(ProblemsIT.WrongController.class)
class ProblemsIT {

  @LocalServerPort int port;
  @Autowired JsonMapper json;

  record Body(@NotNull @Size(max = 3) String name, long units, Instant at, Form form) {}

  enum Form {
    ROUND,
    SQUARE
  }

  /** Goes wrong as it is told. */
  @RestController
  static class WrongController {

    @PostMapping("/wrong/body")
    Body body(@Valid @RequestBody Body body) {
      return body;
    }

    @GetMapping("/wrong/number/{number}")
    long number(@PathVariable @Max(9) long number, @RequestParam int limit) {
      return number + limit;
    }

    @GetMapping("/wrong/header")
    String header(@RequestHeader("Idempotency-Key") String key) {
      return key;
    }

    @GetMapping("/wrong/bug")
    String bug() {
      throw new IllegalStateException("secret detail");
    }

    @GetMapping("/wrong/late")
    void late(HttpServletResponse response) throws IOException {
      response.setContentType("application/json");
      response.getOutputStream().print("[1,");
      response.flushBuffer();
      throw new IllegalStateException("after the beginning");
    }

    @GetMapping("/wrong/outage")
    String outage() {
      throw new TransientDataAccessResourceException("secret detail");
    }

    @GetMapping("/wrong/refused")
    String refused() {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "not yours", Map.of("field", "id", "rule", "owner"));
    }

    @GetMapping("/internal/who")
    String who(Caller caller) {
      caller.mustBe("ledger-svc");
      return caller.name();
    }
  }

  @Test
  void namesTheFieldAndTheRule() throws Exception {
    JsonNode problem = problem(post("{\"name\":\"toolong\",\"units\":1}"), 400, "invalid-request");
    assertThat(problem.path("field").asString()).isEqualTo("name");
    assertThat(problem.path("rule").asString()).isEqualTo("Size");
    assertThat(problem.path("type").asString()).isEqualTo("urn:dams:problem:invalid-request");
    assertThat(problem.path("traceId").asString("")).matches("[0-9a-f]{32}");
  }

  @Test
  void namesTheFieldThatCannotBeRead() throws Exception {
    JsonNode problem = problem(post("{\"name\":\"a\",\"units\":\"x\"}"), 400, "invalid-request");
    assertThat(problem.path("field").asString()).isEqualTo("units");
    assertThat(problem(post("{\"name\":\"a\"}"), 400, "invalid-request").path("field").asString())
        .as("a number that is missing is not zero")
        .isEqualTo("units");
    problem(post("{\"name\":"), 400, "invalid-request");
    problem(post(""), 400, "invalid-request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'a','units':1,'form':1}|form",
        "{'name':'a','units':1,'form':'1'}|form",
        "{'name':7,'units':1}|name",
        "{'name':true,'units':1}|name",
        "{'name':'a','units':1,'at':1767323045}|at",
        "{'name':'a','units':1,'at':1767323045.5}|at",
        "{'name':'a','units':1,'at':'tomorrow'}|at",
        "{'name':'a','units':1.5}|units",
        "{'name':'a','units':1,'units':2}|body",
        "[]|body",
        "null|body"
      })
  void refusesWhatCouldMeanTwoThings(String body, String field) throws Exception {
    JsonNode problem = problem(post(body.replace('\'', '"')), 400, "invalid-request");
    assertThat(problem.path("field").asString()).isEqualTo(field);
    assertThat(problem.path("rule").asString()).isNotBlank();
  }

  @Test
  void speaksNoYaml() throws Exception {
    problem(post("name: a\nunits: 1", "application/yaml"), 415, "unsupported-media-type");
  }

  @Test
  void ignoresUnknownFieldsAndWritesIsoTimes() throws Exception {
    HttpResponse<String> answer =
        post("{\"name\":\"a\",\"units\":1,\"new\":[],\"at\":\"2026-01-02T03:04:05.6Z\"}");
    assertThat(answer.body()).contains("\"2026-01-02T03:04:05.600Z\"");
  }

  @Test
  void checksPathAndParameters() throws Exception {
    assertThat(
            problem(get("/wrong/number/10?limit=1"), 400, "invalid-request")
                .path("field")
                .asString())
        .isEqualTo("number");
    assertThat(
            problem(get("/wrong/number/x?limit=1"), 400, "invalid-request")
                .path("field")
                .asString())
        .isEqualTo("number");
    assertThat(problem(get("/wrong/number/1"), 400, "invalid-request").path("field").asString())
        .isEqualTo("limit");
    assertThat(problem(get("/wrong/header"), 400, "invalid-request").path("field").asString())
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void addsNothingToAnAnswerThatHasBegun() throws Exception {
    HttpResponse<String> answer = get("/wrong/late");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[1,");
  }

  @Test
  void answersForTheFramework() throws Exception {
    problem(get("/no/such/path"), 404, "not-found");
    problem(get("/wrong/body"), 405, "method-not-allowed");
    HttpRequest text =
        request("/wrong/body")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    problem(send(text), 415, "unsupported-media-type");
  }

  @Test
  void tellsNothingOfBugsAndOutages() throws Exception {
    assertThat(problem(get("/wrong/bug"), 500, "internal").toString()).doesNotContain("secret");
    assertThat(problem(get("/wrong/outage"), 503, "temporarily-unavailable").toString())
        .doesNotContain("secret");
    JsonNode refused = problem(get("/wrong/refused"), 403, "forbidden");
    assertThat(refused.path("rule").asString()).isEqualTo("owner");
  }

  @Test
  void internalPathsNeedTheRightCaller() throws Exception {
    problem(get("/internal/who"), 401, "unauthenticated");
    problem(as("ledger-svc", "another-svc", "/internal/who"), 401, "unauthenticated");
    problem(as("gateway", "platform-test", "/internal/who"), 403, "forbidden");
    assertThat(as("ledger-svc", "platform-test", "/internal/who").body()).isEqualTo("ledger-svc");
    problem(as("ledger-svc", "platform-test", "/ops/parked"), 403, "forbidden");
    problem(as("ledger-svc", "platform-test", "/internal/../ops/parked"), 403, "forbidden");
    assertThat(as("operator", "platform-test", "/ops/parked").statusCode()).isEqualTo(200);
    for (String path : new String[] {"//internal/who", "/internal;x=1/who", "/%69nternal/who"}) {
      assertThat(get(path).statusCode()).as(path).isIn(400, 401, 404);
    }
  }

  private JsonNode problem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode body = json.readTree(answer.body());
    assertThat(body.path("code").asString()).isEqualTo(code);
    assertThat(body.path("status").asInt()).isEqualTo(status);
    return body;
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return post(body, "application/json");
  }

  private HttpResponse<String> post(String body, String mediaType) throws Exception {
    return send(
        request("/wrong/body")
            .header("Content-Type", mediaType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> as(String from, String to, String path) throws Exception {
    return send(request(path).header("Authorization", TestIdentity.bearer(from, to)).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
