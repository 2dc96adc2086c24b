package io.dams.contracts.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.merchant.RequestSignature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Each rule of the suite stands where it says that it stands. */
class RulesTest {

  @Test
  void eachRuleHasAnIdOfItsOwn() {
    assertThat(Conformance.rules().stream().map(Rule::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z-]+\\.[a-z-]+"));
  }

  @Test
  void eachSectionIsOneOfTheDocument() {
    Map<String, Object> document = document();
    String description = String.valueOf(map(document.get("info")).get("description"));
    Map<String, Object> paths = map(document.get("paths"));
    for (Rule.Section section : Rule.Section.values()) {
      String[] words = section.heading().split(" ", 2);
      boolean operation =
          paths.get(words[words.length - 1]) instanceof Map<?, ?> path
              && path.containsKey(words[0].toLowerCase(Locale.ROOT));
      boolean heading = description.lines().anyMatch(("## " + section.heading())::equals);
      assertThat(operation || heading).as(section.heading()).isTrue();
    }
  }

  @Test
  void eachSectionHasARule() {
    assertThat(Conformance.rules().stream().map(Rule::section).distinct())
        .containsExactlyInAnyOrder(
            Arrays.stream(Rule.Section.values()).toArray(Rule.Section[]::new));
  }

  private static Map<String, Object> document() {
    try (InputStream file = RequestSignature.class.getResourceAsStream("apiserver.openapi.yaml")) {
      return new Yaml().load(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
