package io.dams.systemtests.proofs;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A case that is said to be tested, and is not, is worse than one that is missing. */
class NamedCasesTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final List<String> TABLES = List.of("docs/proofs.md", "docs/transfer-cases.md");
  private static final String CASES = "| case | tests |";
  private static final int LEAST_CASES = 25;

  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void eachCaseNamesTestsThatExist() throws IOException {
    Map<String, List<Path>> sources = testSources();
    List<String> rows = rows();
    for (String row : rows) {
      List<MatchResult> named = TEST.matcher(row).results().toList();
      assertThat(named).as(row).isNotEmpty();
      for (MatchResult test : named) {
        assertThat(sources.getOrDefault(test.group(1), List.of()))
            .as("classes with %s", test.group())
            .anyMatch(source -> isTest(source, test.group(2)));
      }
    }
  }

  private static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String table : TABLES) {
      List<String> found =
          Files.readAllLines(ROOT.resolve(table)).stream()
              .dropWhile(line -> !line.equals(CASES))
              .skip(2)
              .takeWhile(line -> line.startsWith("|"))
              .toList();
      assertThat(found).as(table).hasSizeGreaterThan(LEAST_CASES);
      rows.addAll(found);
    }
    return rows;
  }

  /** Whether it is a method that is run: an annotation of a test is right above it. */
  private static boolean isTest(Path source, String method) {
    Pattern declaration =
        Pattern.compile(
            "@(Test|Property|Example|ParameterizedTest)\\b[^;]*\\bvoid " + method + "\\(");
    try {
      return declaration.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sources of tests by the class that they declare. */
  private static Map<String, List<Path>> testSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = ROOT.relativize(folder).getFileName().toString();
            return name.equals("target") || name.startsWith(".") || folder.endsWith("src/main")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources.stream()
        .collect(groupingBy(source -> source.getFileName().toString().replace(".java", "")));
  }
}
