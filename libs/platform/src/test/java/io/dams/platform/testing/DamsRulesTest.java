package io.dams.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule rejects its fixture, and no rule rejects what is right. */
class DamsRulesTest {

  private static final String FIXTURE = "io.dams.platform.testing.fixture.";

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("technology", DamsRules.onlyAdaptersTouchTechnology(), 1),
        Arguments.of("unmarked", DamsRules.packagesAreNullMarked(), 1),
        Arguments.of("dto", DamsRules.packagesAreNamedByFeature(), 1),
        Arguments.of("money", DamsRules.noFloatingPoint(), 1),
        Arguments.of("surroundings", DamsRules.surroundingsAreInjected(), 4),
        Arguments.of("dates", DamsRules.noOldDates(), 1),
        Arguments.of("injection", DamsRules.noFieldInjection(), 1),
        Arguments.of("cycle", DamsRules.featuresAreAcyclic(FIXTURE + "cycle"), 1));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rejectsItsFixture(String fixture, ArchRule rule, int atLeast) {
    assertThat(rule.evaluate(classes(fixture)).getFailureReport().getDetails())
        .hasSizeGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void everyRuleHasAFixture() {
    assertThat(rules().count()).isEqualTo(DamsRules.all(FIXTURE + "good").size());
  }

  @Test
  void acceptsWhatIsRight() {
    List<ArchRule> all = DamsRules.all(FIXTURE + "good");
    for (ArchRule rule : all) {
      assertThat(rule.evaluate(classes("good")).getFailureReport().getDetails()).isEmpty();
    }
  }

  @Test
  void refusesToCheckNothing() {
    assertThatThrownBy(() -> DamsRules.check("io.dams.nothing"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing would be checked");
  }

  @Test
  void platformFollowsTheRules() {
    DamsRules.checkLibrary("io.dams.platform");
  }

  private static JavaClasses classes(String fixture) {
    return new ClassFileImporter().importPackages(FIXTURE + fixture);
  }
}
