package io.dams.platform.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the code's structure, which each module checks in its own tests:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *   @Test
 *   void followsTheRules() {
 *     DamsRules.check("io.dams.ledger");
 *   }
 * }
 * }</pre>
 *
 * <p>Each rule has a fixture that it must reject, in {@code DamsRulesTest}.
 */
public final class DamsRules {

  private static final String[] ADAPTERS = {
    "Mapper",
    "Controller",
    "Listener",
    "Client",
    "Configuration",
    "Worker",
    "Filter",
    "Interceptor",
    "HealthIndicator",
    "TypeHandler"
  };

  private static final String[] TECHNOLOGY = {
    "org.springframework.web..",
    "org.springframework.http..",
    "org.springframework.kafka..",
    "org.springframework.cloud.openfeign..",
    "org.apache.ibatis..",
    "org.mybatis..",
    "org.apache.kafka..",
    "feign..",
    "tools.jackson..",
    "com.fasterxml.jackson.databind..",
    "com.fasterxml.jackson.core.."
  };

  private static final Set<String> BAD_PACKAGES =
      Set.of("util", "utils", "common", "impl", "dto", "service", "services", "manager", "helper");

  /** From within these, the time and ids of the surroundings are made injectable. */
  private static final Set<String> AMBIENT =
      Set.of("io.dams.platform.ambient", "io.dams.gateway.ambient");

  private DamsRules() {}

  /**
   * Checks the main classes below a package against all rules. Throws {@link AssertionError} with
   * every violation; also when the package holds no class, since then nothing would be checked.
   */
  public static void check(String rootPackage) {
    check(mainClasses(rootPackage), all(rootPackage));
  }

  /** Like {@link #check(String)}, without the rule of adapters: for libraries that are adapters. */
  public static void checkLibrary(String rootPackage) {
    List<ArchRule> rules = new ArrayList<>(all(rootPackage));
    rules.removeFirst();
    check(mainClasses(rootPackage), rules);
  }

  private static void check(JavaClasses classes, List<ArchRule> rules) {
    List<String> violations = new ArrayList<>();
    for (ArchRule rule : rules) {
      var result = rule.evaluate(classes);
      if (result.hasViolation()) {
        violations.add(result.getFailureReport().toString());
      }
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(String.join("\n\n", violations));
    }
  }

  private static JavaClasses mainClasses(String rootPackage) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(rootPackage);
    if (classes.isEmpty()) {
      throw new AssertionError("no class below " + rootPackage + ": nothing would be checked");
    }
    return classes;
  }

  /** All rules; the rule of adapters is the first. */
  static List<ArchRule> all(String rootPackage) {
    return List.of(
        onlyAdaptersTouchTechnology(),
        packagesAreNullMarked(),
        packagesAreNamedByFeature(),
        noFloatingPoint(),
        surroundingsAreInjected(),
        noOldDates(),
        noFieldInjection(),
        featuresAreAcyclic(rootPackage));
  }

  static ArchRule onlyAdaptersTouchTechnology() {
    DescribedPredicate<JavaClass> adapter =
        DescribedPredicate.describe(
            "adapters",
            c -> {
              String name = outermost(c).getSimpleName();
              return List.of(ADAPTERS).stream().anyMatch(name::endsWith)
                  || name.endsWith("Application");
            });
    return noClasses()
        .that(are(DescribedPredicate.not(adapter)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(TECHNOLOGY))
        .because(
            "only adapters, known by their names, import Spring web, MyBatis, Kafka, Feign or"
                + " Jackson")
        .allowEmptyShould(true);
  }

  static ArchRule packagesAreNullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass c, ConditionEvents events) {
                if (!c.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          c, c.getName() + " is in a package without @NullMarked"));
                }
              }
            });
  }

  static ArchRule packagesAreNamedByFeature() {
    return noClasses()
        .should(
            new ArchCondition<JavaClass>("reside in a package without a feature's name") {
              @Override
              public void check(JavaClass c, ConditionEvents events) {
                for (String part : c.getPackageName().split("\\.", -1)) {
                  if (BAD_PACKAGES.contains(part)) {
                    events.add(SimpleConditionEvent.satisfied(c, c.getName() + " in " + part));
                  }
                }
              }
            })
        .because("a package says what its feature does");
  }

  static ArchRule noFloatingPoint() {
    return fields()
        .that()
        .areDeclaredInClassesThat(are(DescribedPredicate.not(measures())))
        .should(
            new ArchCondition<JavaField>("be exact") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                Set<String> inexact =
                    Set.of("double", "float", "java.lang.Double", "java.lang.Float");
                if (inexact.contains(field.getRawType().getBaseComponentType().getName())) {
                  events.add(SimpleConditionEvent.violated(field, field.getDescription()));
                }
              }
            })
        .because("no double is near money")
        .allowEmptyShould(true);
  }

  /** Numbers for Prometheus are doubles by its interface. */
  private static DescribedPredicate<JavaClass> measures() {
    return DescribedPredicate.describe(
        "numbers for metrics",
        c -> c.getSimpleName().endsWith("Metrics") || c.getSimpleName().endsWith("Backlog"));
  }

  static ArchRule surroundingsAreInjected() {
    DescribedPredicate<JavaAccess<?>> ambient =
        DescribedPredicate.describe(
            "the clock or randomness of the surroundings", DamsRules::isAmbient);
    return noClasses()
        .that(
            are(
                DescribedPredicate.describe(
                    "not the source of ambient things",
                    c -> !AMBIENT.contains(c.getPackageName()))))
        .should()
        .accessTargetWhere(ambient)
        .because(
            "the Clock and the RandomGenerator are injected; System.nanoTime may measure waits");
  }

  private static boolean isAmbient(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    String call = target.getOwner().getName() + "." + target.getName();
    boolean zoneOnly =
        target instanceof AccessTarget.CodeUnitAccessTarget unit
            && unit.getRawParameterTypes().stream().anyMatch(p -> p.isAssignableTo(Clock.class));
    return switch (call) {
      case "java.lang.System.currentTimeMillis",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.util.Random.<init>",
          "java.security.SecureRandom.<init>" ->
          true;
      case "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.LocalTime.now",
          "java.time.Year.now",
          "java.time.YearMonth.now" ->
          !zoneOnly;
      default -> false;
    };
  }

  static ArchRule noOldDates() {
    return noClasses()
        .that()
        .haveSimpleNameNotEndingWith("TypeHandler")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "java.util.Date, Calendar, java.sql.Timestamp or SimpleDateFormat",
                c ->
                    Set.of(
                            "java.util.Date",
                            "java.util.Calendar",
                            "java.sql.Date",
                            "java.sql.Timestamp",
                            "java.text.SimpleDateFormat")
                        .contains(c.getName())))
        .because(
            "java.time says whether it means an instant or a date; only drivers need the old ones");
  }

  static ArchRule noFieldInjection() {
    return noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .orShould()
        .beAnnotatedWith("jakarta.annotation.Resource")
        .because("what a class needs stands in its constructor")
        .allowEmptyShould(true);
  }

  /** Features are the packages right below the root. */
  static ArchRule featuresAreAcyclic(String rootPackage) {
    return slices()
        .matching(rootPackage + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("features depend on each other in one direction")
        .allowEmptyShould(true);
  }

  private static JavaClass outermost(JavaClass c) {
    return c.getEnclosingClass().map(DamsRules::outermost).orElse(c);
  }
}
