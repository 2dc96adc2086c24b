package io.dams.systemtests.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** An alert on a metric that nobody sends, or with a page that nobody wrote, is worse than none. */
class AlertRulesTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> TOPICS = List.of("points-trading", "transfers");
  private static final Pattern METRIC = Pattern.compile("\\b(?:dams|kafka)_[a-z_]+");

  /** Kafka's own client registers it; the backoffice's MetricsIT has seen it. */
  private static final String LAG = "kafka_consumer_fetch_manager_records_lag_max";

  @Test
  void eachMetricOfARuleIsOneThatTheCodeRegisters() throws IOException {
    Set<String> registered = RegisteredMetrics.under(ROOT);
    assertThat(registered).as("as read from the code").hasSizeGreaterThan(30);
    for (Map<String, Object> alert : alerts()) {
      Set<String> named =
          METRIC
              .matcher(alert.get("expr").toString())
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(named).as("%s", alert.get("alert")).isNotEmpty();
      named.remove(LAG);
      assertThat(registered).as("%s", alert.get("alert")).containsAll(named);
    }
  }

  @Test
  void eachAlertHasItsPageAndThePageItsAlert() throws IOException {
    Set<String> pages = new TreeSet<>();
    for (Map<String, Object> alert : alerts()) {
      Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
      String page = String.valueOf(annotations.get("runbook"));
      assertThat(ROOT.resolve(page)).as("%s", alert.get("alert")).isRegularFile();
      assertThat(Files.readString(ROOT.resolve("docs/runbooks/README.md")))
          .contains(alert.get("alert").toString());
      pages.add(page);
    }
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/runbooks"))) {
      assertThat(files.map(file -> "docs/runbooks/" + file.getFileName()))
          .filteredOn(file -> !file.endsWith("README.md"))
          .containsExactlyInAnyOrderElementsOf(pages);
    }
  }

  @Test
  void eachAlertHasATestOfItsOwn() throws IOException {
    Set<String> tested = new TreeSet<>();
    for (String topic : TOPICS) {
      Map<?, ?> tests = new Yaml().load(Files.readString(tests(topic)));
      ((List<?>) tests.get("tests"))
          .forEach(test -> tested.add(String.valueOf(((Map<?, ?>) test).get("name"))));
    }
    assertThat(alerts()).extracting(alert -> alert.get("alert")).allMatch(tested::contains);
  }

  @Test
  void theRulesAreSoundAndFireWhenTheyShould() throws Exception {
    assumeTrue(isInstalled("promtool"), "promtool is not installed");
    for (String topic : TOPICS) {
      promtool("check", "rules", rules(topic).toString());
      promtool("test", "rules", tests(topic).toString());
    }
  }

  private static void promtool(String... arguments) throws Exception {
    List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Path rules(String topic) {
    return ROOT.resolve("k8s/alerts/" + topic + ".yaml");
  }

  private static Path tests(String topic) {
    return ROOT.resolve("k8s/alerts/" + topic + ".test.yaml");
  }

  private static List<Map<String, Object>> alerts() throws IOException {
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (String topic : TOPICS) {
      alerts.addAll(alerts(rules(topic)));
    }
    return alerts;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alerts(Path rules) throws IOException {
    Map<String, Object> file = new Yaml().load(Files.readString(rules));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .toList();
  }
}
