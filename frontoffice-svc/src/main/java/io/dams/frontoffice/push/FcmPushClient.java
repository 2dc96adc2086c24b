package io.dams.frontoffice.push;

import com.google.auth.Retryable;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.dams.frontoffice.device.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Firebase Cloud Messaging: its HTTP v1 API, with an access token for our service account. The
 * order group is the notification's tag, so that a device shows of one the last; not the message's
 * collapse key, of which FCM keeps four for a device that is away, and drops the other messages.
 */
class FcmPushClient implements PushProvider {

  private static final Logger LOG = LoggerFactory.getLogger(FcmPushClient.class);
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final int TOO_MANY = 429;

  private final GoogleCredentials credentials;
  private final HttpClient http;
  private final URI send;
  private final Duration timeout;
  private final JsonMapper json;
  private final Clock clock;

  FcmPushClient(PushProperties.Fcm properties, JsonMapper json, Clock clock) throws IOException {
    ServiceAccountCredentials account;
    try (InputStream file = Files.newInputStream(properties.credentialsFile())) {
      // What fails is tried again by the obligation, and not in between.
      account = ServiceAccountCredentials.fromStream(file).createWithCustomRetryStrategy(false);
    }
    String project = Objects.requireNonNull(account.getProjectId(), "no project_id");
    this.credentials = account.createScoped(List.of(SCOPE));
    this.http = HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
    this.send = properties.url().resolve("/v1/projects/" + project + "/messages:send");
    this.timeout = properties.timeout();
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Platform platform() {
    return Platform.ANDROID;
  }

  @Override
  public PushAnswer send(PushMessage message) throws InterruptedException {
    String accessToken;
    try {
      credentials.refreshIfExpired();
      accessToken = Objects.requireNonNull(credentials.getAccessToken()).getTokenValue();
    } catch (IOException e) {
      LOG.warn("no access token for FCM: {}", e.toString());
      return e instanceof Retryable answer && !answer.isRetryable()
          ? new PushAnswer.Refused("no access token")
          : new PushAnswer.TryLater("no access token", null);
    }
    try {
      return answer(http.send(request(message, accessToken), BodyHandlers.ofString()));
    } catch (IOException e) {
      LOG.warn("FCM is not reached: {}", e.toString());
      return new PushAnswer.TryLater("not reached", null);
    }
  }

  private HttpRequest request(PushMessage message, String accessToken) {
    long ttlSeconds =
        Math.max(1, Duration.between(clock.instant(), message.expiresAt()).toSeconds());
    Map<String, Object> body =
        Map.of(
            "message",
            Map.of(
                "token",
                message.token(),
                "notification",
                Map.of("title", message.title(), "body", message.body()),
                "data",
                Map.of("group", message.group().toString(), "template", message.template()),
                "android",
                Map.of(
                    "ttl",
                    ttlSeconds + "s",
                    "priority",
                    "HIGH",
                    "notification",
                    Map.of("tag", message.group().toString()))));
    return HttpRequest.newBuilder(send)
        .timeout(timeout)
        .header("Authorization", "Bearer " + accessToken)
        .header("Content-Type", "application/json; charset=UTF-8")
        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
        .build();
  }

  private PushAnswer answer(HttpResponse<String> response) throws IOException {
    int status = response.statusCode();
    if (status == 200) {
      return new PushAnswer.Accepted();
    }
    FcmError error = error(response.body());
    String reason = status + " " + error.code();
    return switch (error.code()) {
      case "UNREGISTERED" -> new PushAnswer.TokenDead(reason, null);
      // Said of the token when no field of the request is named, or this one.
      case "INVALID_ARGUMENT" ->
          error.field() == null || error.field().equals("message.token")
              ? new PushAnswer.TokenDead(reason, null)
              : new PushAnswer.Refused(reason + " " + error.field());
      case "UNAUTHENTICATED" -> {
        credentials.refresh();
        yield new PushAnswer.TryLater(reason, null);
      }
      default ->
          status == TOO_MANY || status >= 500
              ? new PushAnswer.TryLater(reason, retryAfter(response))
              : new PushAnswer.Refused(reason);
    };
  }

  /** FCM's own code where there is one, else that of Google's APIs; and the field it is about. */
  private FcmError error(String body) {
    try {
      JsonNode error = json.readTree(body).path("error");
      String code = error.path("status").asString("UNKNOWN");
      String field = null;
      for (JsonNode detail : error.path("details")) {
        code = detail.path("errorCode").asString(code);
        field = detail.at("/fieldViolations/0/field").asString(field);
      }
      return new FcmError(code, field);
    } catch (JacksonException e) {
      return new FcmError("UNREADABLE", null);
    }
  }

  /** RFC 9110: seconds, or a date. */
  private @Nullable Duration retryAfter(HttpResponse<String> response) {
    String text = response.headers().firstValue("Retry-After").orElse("");
    try {
      if (text.matches("[0-9]{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), date);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** What an error says. */
  private record FcmError(String code, @Nullable String field) {}
}
