package io.dams.frontoffice.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PushesTest {

  /** Neither devices nor obligations are looked at: there are none in this test. */
  @Test
  void withoutAPushServiceItOwesNothingAndSaysSoOnce(CapturedOutput output) {
    Pushes pushes = new Pushes(List.of(), null, null, Clock.systemUTC());
    for (int i = 0; i < 3; i++) {
      pushes.owe(new UserId(1), new OrderGroupId(8), "FILLED", null);
    }
    assertThat(output.getOut())
        .containsOnlyOnce("no push to IOS")
        .containsOnlyOnce("no push to ANDROID");
  }
}
