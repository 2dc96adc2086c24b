package io.dams.sandbox.push;

import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Steers {@link ApnsSimulator} beside its protocol: what a device shows, the removal of the app
 * from it, and faults.
 */
final class ApnsController extends JsonController {

  /** Where it is served. */
  static final String PATH = "/sandbox/apns/";

  private static final String DEVICES = PATH + "devices/";

  private final ApnsSimulator simulator;

  ApnsController(ApnsSimulator simulator) {
    this.simulator = simulator;
  }

  @Override
  protected Answer answer(Call call) {
    if (call.path().startsWith(DEVICES)) {
      return device(call, call.path().substring(DEVICES.length()));
    }
    return switch (call.method() + " " + call.path()) {
      case "POST " + PATH + "faults" -> {
        simulator.next(read(call.body(), ApnsSimulator.Fault.class));
        yield new Answer.Empty(204);
      }
      case "DELETE " + PATH + "faults" -> {
        simulator.heal();
        yield new Answer.Empty(204);
      }
      default -> noSuchPath(call);
    };
  }

  private Answer device(Call call, String token) {
    return switch (call.method()) {
      case "GET" -> Answer.ok(simulator.seen(token).stream().map(ApnsController::shown).toList());
      case "DELETE" -> {
        simulator.unregister(token, Instant.now());
        yield new Answer.Empty(204);
      }
      default -> noSuchPath(call);
    };
  }

  private static Shown shown(ApnsSimulator.Push push) {
    byte[] payload = push.payload().getBytes(StandardCharsets.UTF_8);
    Alert alert = read(payload, Payload.class).aps().alert();
    return new Shown(alert.title(), alert.body(), push.collapseId(), push.apnsId());
  }

  /**
   * A notification, with FCM's names.
   *
   * @param tag of notifications with the same one, the last is seen
   */
  record Shown(String title, String body, String tag, String apnsId) {}

  /** What is read of a push. */
  record Payload(Aps aps) {}

  /** Apple's part of it. */
  record Aps(Alert alert) {}

  /** What is shown. */
  record Alert(String title, String body) {}
}
