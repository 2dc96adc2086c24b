package io.dams.contracts.conformance;

import io.dams.contracts.conformance.ConformanceReport.Outcome;
import io.dams.contracts.conformance.ConformanceReport.Result;
import io.dams.contracts.conformance.ConformanceReport.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report. */
final class ReportMapper {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportMapper() {}

  static String json(ConformanceReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("merchant", report.merchant());
    root.put("keyId", report.keyId());
    root.put("uid", report.uid());
    root.put("run", report.run());
    root.put("startedAt", report.startedAt().toString());
    root.put("millis", report.millis());
    root.put("conformant", report.isConformant());
    root.put("passed", report.count(Outcome.PASS));
    root.put("failed", report.count(Outcome.FAIL));
    root.put("skipped", report.count(Outcome.SKIP));
    root.put("leftBehind", report.leftBehind());
    root.put("cutShort", report.cutShort());
    root.put("checks", report.results().stream().map(ReportMapper::check).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static Map<String, Object> check(Result result) {
    Map<String, Object> check = new LinkedHashMap<>();
    check.put("id", result.rule().id());
    check.put("title", result.rule().title());
    check.put("section", result.rule().section().heading());
    check.put("rule", result.rule().text());
    check.put("outcome", result.outcome().name());
    check.put("reason", result.reason());
    check.put("millis", result.millis());
    check.put("steps", result.steps());
    return check;
  }

  static String text(ConformanceReport report, boolean detailed) {
    StringBuilder text = new StringBuilder();
    text.append("Conformance of the merchant apiserver at ").append(report.merchant()).append('\n');
    text.append(
        "key %s, member %s, run %s, %s, %.1f s%n"
            .formatted(
                report.keyId(),
                report.uid(),
                report.run(),
                report.startedAt(),
                report.millis() / 1000.0));
    String group = "";
    for (Result result : report.results()) {
      String id = result.rule().id();
      String next = id.substring(0, id.indexOf('.'));
      if (!next.equals(group)) {
        text.append('\n');
        group = next;
      }
      text.append("%-5s %-28s %s%n".formatted(result.outcome(), id, result.rule().title()));
      details(text, result, detailed);
    }
    text.append(
        "%n%d passed, %d failed, %d skipped%n"
            .formatted(
                report.count(Outcome.PASS),
                report.count(Outcome.FAIL),
                report.count(Outcome.SKIP)));
    if (report.leftBehind().isEmpty()) {
      text.append("The member's balance is as it was, less the fee that was allowed.\n");
    }
    report.leftBehind().forEach(left -> text.append("LEFT BEHIND: ").append(left).append('\n'));
    if (!report.cutShort().isEmpty()) {
      text.append("CUT SHORT: ").append(report.cutShort()).append('\n');
    }
    return text.toString();
  }

  private static void details(StringBuilder text, Result result, boolean detailed) {
    if (result.outcome() == Outcome.SKIP) {
      line(text, "because", result.reason());
      return;
    }
    if (result.outcome() == Outcome.FAIL) {
      line(text, "rule", result.rule().section().heading() + ": " + result.rule().text());
      line(text, "reason", result.reason());
    }
    List<Step> steps = result.steps();
    if (detailed) {
      steps.forEach(step -> step(text, step));
    } else if (result.outcome() == Outcome.FAIL && !steps.isEmpty()) {
      step(text, steps.getLast());
    }
  }

  private static void step(StringBuilder text, Step step) {
    line(text, "sent", step.sent());
    line(text, "expected", step.expected());
    line(text, "seen", step.seen());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("      %-9s %s%n".formatted(name, value.replace('\n', ' ')));
  }
}
