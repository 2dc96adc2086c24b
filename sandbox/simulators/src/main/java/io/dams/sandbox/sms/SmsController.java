package io.dams.sandbox.sms;

import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP for {@link SmsSimulator}. */
final class SmsController extends JsonController {

  private static final String PREFIX = "/sms/";

  private final SmsSimulator simulator;

  SmsController(SmsSimulator simulator) {
    this.simulator = simulator;
  }

  /** Body of {@code POST /sms}. */
  record Text(@Nullable String phone, @Nullable String text, @Nullable String code) {}

  /** Body of {@code POST /sandbox/faults}. */
  record Faults(int failNext, long delayMillis) {}

  @Override
  protected Answer answer(Call call) throws InterruptedException {
    if (call.method().equals("POST") && call.path().equals("/sms")) {
      Text text = read(call.body(), Text.class);
      if (text.phone() == null || text.text() == null || text.code() == null) {
        throw new IllegalArgumentException("phone, text and code must be there");
      }
      Thread.sleep(simulator.delayMillis());
      return simulator.take(text.phone(), text.text(), text.code())
          ? new Answer.Empty(202)
          : new Answer.Problem(500, "INTERNAL", "a fault was switched on");
    }
    if (call.method().equals("GET") && call.path().startsWith(PREFIX)) {
      String phone = call.path().substring(PREFIX.length());
      return simulator
          .last(phone)
          .<Answer>map(Answer::ok)
          .orElseGet(() -> new Answer.Problem(404, "NO_MESSAGE", "nothing was sent to it"));
    }
    if (call.method().equals("GET") && call.path().equals("/sandbox/health")) {
      return Answer.ok(Map.of("status", "UP"));
    }
    if (call.method().equals("POST") && call.path().equals("/sandbox/faults")) {
      Faults faults = read(call.body(), Faults.class);
      simulator.failNext(faults.failNext());
      simulator.delay(faults.delayMillis());
      return new Answer.Empty(204);
    }
    return noSuchPath(call);
  }
}
