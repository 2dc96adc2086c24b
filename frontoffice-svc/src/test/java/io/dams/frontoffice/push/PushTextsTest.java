package io.dams.frontoffice.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.frontoffice.device.Language;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushTextsTest {

  /** A result or reason that is new in the contracts needs its text. */
  @ParameterizedTest
  @EnumSource
  void hasATextForEveryResultAndReason(Language language) {
    PushTexts.Text other = PushTexts.of("OTHER", "", language);
    for (GroupEnd end : GroupEnd.values()) {
      assertThat(PushTexts.of(end.name(), "", language).title()).isNotEqualTo(other.title());
    }
    String unknown = PushTexts.of("REJECTED", "?", language).body();
    Stream.concat(Stream.of(SubmitFailure.values()), Stream.of(RejectReason.values()))
        .filter(reason -> reason != RejectReason.DUPLICATE_GROUP)
        .forEach(
            reason ->
                assertThat(PushTexts.of("REJECTED", reason.name(), language).body())
                    .as("%s", reason)
                    .doesNotContain("{")
                    .isNotEqualTo(unknown));
    assertThat(PushTexts.of("SUBMIT_FAILURE", "EXPIRED", language).title())
        .isNotEqualTo(other.title());
  }

  @ParameterizedTest
  @EnumSource
  void saysLessOfWhatItDoesNotKnow(Language language) {
    assertThat(PushTexts.of("NEW_RESULT", "NEW_REASON", language))
        .isEqualTo(PushTexts.of("OTHER", "", language));
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDependOnTheProcess(Language language) {
    Locale before = Locale.getDefault();
    PushTexts.Text text = PushTexts.of("FILLED", "", language);
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      ResourceBundle.clearCache();
      assertThat(PushTexts.of("FILLED", "", language)).isEqualTo(text);
    } finally {
      Locale.setDefault(before);
      ResourceBundle.clearCache();
    }
  }
}
