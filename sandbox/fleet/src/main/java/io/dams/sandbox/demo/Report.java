package io.dams.sandbox.demo;

import io.dams.sandbox.client.Customer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints the story as two tables. */
final class Report {

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a scene. */
  void title(String text) {
    out.printf("%n%s%n%n", text);
  }

  /** Who swapped what. */
  void scenes(List<Scene> scenes) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("who", "what", "leg", "ordered", "filled", "tokens", "fee", "status"));
    for (Scene scene : scenes) {
      String status = (scene.expected() ? "" : "UNEXPECTED ") + scene.status();
      if (scene.legs().isEmpty()) {
        rows.add(List.of(scene.who(), scene.what(), "", "", "", "", "", status));
      }
      boolean first = true;
      for (Scene.LegLine leg : scene.legs()) {
        rows.add(
            List.of(
                first ? scene.who() : "",
                first ? scene.what() : "",
                leg.side(),
                leg.ordered(),
                leg.executed(),
                leg.tokens(),
                leg.fee(),
                first ? status : ""));
        first = false;
      }
    }
    print(rows);
  }

  /**
   * What each can spend at each merchant, and tokens, before and after; what is reserved is not.
   */
  void balances(
      List<Customer> who,
      Map<String, Map<String, String>> before,
      Map<String, Map<String, String>> after) {
    var assets = new ArrayList<>(before.values().iterator().next().keySet());
    var rows = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("available", ""));
    head.addAll(assets);
    rows.add(head);
    for (Customer one : who) {
      rows.add(row(one.name(), "before", assets, before.getOrDefault(one.name(), Map.of())));
      rows.add(row("", "after", assets, after.getOrDefault(one.name(), Map.of())));
    }
    print(rows);
  }

  private static List<String> row(
      String name, String when, List<String> assets, Map<String, String> balances) {
    var row = new ArrayList<>(List.of(name, when));
    assets.forEach(asset -> row.add(balances.getOrDefault(asset, "-")));
    return row;
  }

  /** Rows as a table; the first is its head. */
  void print(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.println(line.toString().stripTrailing());
    }
    out.println();
  }
}
