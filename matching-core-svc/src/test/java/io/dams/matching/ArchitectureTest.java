package io.dams.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.dams.matching.fixture.EngineWithAClock;
import io.dams.platform.testing.DamsRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  /** No Spring, no I/O, no clock, no threads, no randomness: what makes a replay equal. */
  private static ArchRule isAPureLibrary(String packageName) {
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(packageName)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..",
            "org.apache..",
            "tools.jackson..",
            "org.slf4j..",
            "io.micrometer..",
            "java.io..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.net..",
            "java.util.concurrent..",
            "java.util.random..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.time\\.Clock|java\\.util\\.(Random|UUID|HashMap|HashSet)")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis");
  }

  @Test
  void followsTheRules() {
    DamsRules.check("io.dams.matching");
  }

  @Test
  void theEngineIsAPureLibrary() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.dams.matching.engine");
    assertThat(classes).isNotEmpty();
    isAPureLibrary("io.dams.matching.engine").check(classes);
  }

  @Test
  void theRuleRejectsAnEngineWithAClock() {
    JavaClasses fixture = new ClassFileImporter().importClasses(EngineWithAClock.class);
    assertThatThrownBy(() -> isAPureLibrary("io.dams.matching.fixture").check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.time.Clock")
        .hasMessageContaining("java.util.HashMap");
  }
}
