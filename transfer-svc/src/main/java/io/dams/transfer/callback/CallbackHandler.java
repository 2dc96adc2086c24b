package io.dams.transfer.callback;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.platform.outside.OutsideAnswer;
import io.dams.platform.outside.OutsideHttpClient;
import io.dams.platform.outside.OutsideRequest;
import io.dams.platform.webhook.WebhookSchedule;
import io.dams.platform.webhook.WebhookSecret;
import io.dams.platform.webhook.WebhookSignature;
import io.dams.transfer.app.AppSecret;
import io.dams.transfer.app.AppSecrets;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.app.SecretPurpose;
import io.dams.transfer.callback.Callback.State;
import io.dams.transfer.callback.Callbacks.CallbackReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends callbacks until they are taken, for about three days. */
class CallbackHandler implements ObligationHandler<CallbackReference> {

  private static final int MAX_ANSWER = 500;

  private final CallbackMapper mapper;
  private final Apps apps;
  private final AppSecrets secrets;
  private final OutsideHttpClient http;
  private final WebhookSchedule schedule;
  private final Clock clock;
  private final RandomGenerator random;

  CallbackHandler(
      CallbackMapper mapper,
      Apps apps,
      AppSecrets secrets,
      OutsideHttpClient http,
      WebhookSchedule schedule,
      Clock clock,
      RandomGenerator random) {
    this.mapper = mapper;
    this.apps = apps;
    this.secrets = secrets;
    this.http = http;
    this.schedule = schedule;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String kind() {
    return Callbacks.KIND;
  }

  @Override
  public Class<CallbackReference> payload() {
    return CallbackReference.class;
  }

  @Override
  public Outcome attempt(Claim<CallbackReference> claim) {
    Callback callback = mapper.find(claim.payload().callback()).orElseThrow();
    if (callback.state() != State.PENDING || callback.replays() != claim.payload().replays()) {
      return Outcome.settled();
    }
    PartnerApp app = apps.get(callback.transferAppId());
    String url = app.terms().orderCallbackUrl();
    if (url == null || app.callbackGoneAt() != null) {
      return Outcome.settled(() -> mapper.disable(callback.id(), callback.replays()));
    }
    List<WebhookSecret> keys =
        secrets.valid(app.id(), SecretPurpose.CALLBACK).stream()
            .map(AppSecret::webhookSecret)
            .toList();
    return keys.isEmpty() ? Outcome.stuck("no-callback-secret") : send(callback, url, keys);
  }

  private Outcome send(Callback callback, String url, List<WebhookSecret> keys) {
    byte[] body = callback.payload().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        new HashMap<>(WebhookSignature.headers(keys, callback.messageId(), clock.instant(), body));
    headers.put("Content-Type", "application/json");
    long started = System.nanoTime();
    OutsideAnswer answer = http.send(new OutsideRequest("POST", URI.create(url), headers, body));
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    return outcome(callback, url, Delivery.of(answer, clock.instant()), new Sent(answer, took));
  }

  private Outcome outcome(Callback callback, String url, Delivery delivery, Sent sent) {
    return switch (delivery) {
      case Delivery.Taken _ ->
          Outcome.settled(() -> note(callback, url, State.DELIVERED, Duration.ZERO, sent));
      case Delivery.Gone _ ->
          Outcome.settled(
              () -> {
                note(callback, url, State.DISABLED, Duration.ZERO, sent);
                apps.callbackGone(callback.transferAppId(), url);
              });
      case Delivery.NotTaken(String reason, Duration notBefore) ->
          schedule
              .after(callback.attempts() + 1, random)
              .map(pause -> pause.compareTo(notBefore) < 0 ? notBefore : pause)
              .map(
                  pause ->
                      Outcome.again(
                          reason, pause, () -> note(callback, url, State.PENDING, pause, sent)))
              .orElseGet(
                  () ->
                      Outcome.settled(
                          () -> note(callback, url, State.EXHAUSTED, Duration.ZERO, sent)));
    };
  }

  /** Nothing but the log changes when an operator has begun another round meanwhile. */
  private void note(Callback callback, String url, State state, Duration pause, Sent sent) {
    mapper.move(callback.id(), callback.replays(), state, pause.toMillis());
    mapper.log(
        callback.id(),
        url,
        Math.toIntExact(Math.min(sent.took().toMillis(), Integer.MAX_VALUE)),
        sent.status(),
        sent.error(),
        sent.text());
  }

  /** What stands in the log. */
  private record Sent(OutsideAnswer answer, Duration took) {

    @Nullable Integer status() {
      return answer instanceof OutsideAnswer.Answered it ? it.status() : null;
    }

    @Nullable String error() {
      return answer instanceof OutsideAnswer.Nothing it ? it.reason() : null;
    }

    @Nullable String text() {
      if (!(answer instanceof OutsideAnswer.Answered it) || it.body().length == 0) {
        return null;
      }
      String text = new String(it.body(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
      return text.substring(0, Math.min(text.length(), MAX_ANSWER));
    }
  }
}
