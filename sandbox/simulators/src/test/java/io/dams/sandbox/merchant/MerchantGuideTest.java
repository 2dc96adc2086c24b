package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.conformance.Conformance;
import io.dams.contracts.conformance.Rule;
import io.dams.contracts.money.AssetCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide for merchants shows works as it is written. */
class MerchantGuideTest {

  private static final Pattern SHELL = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void theSignedRequestsOfTheGuideAreAnswered() throws Exception {
    Path script = Files.writeString(directory.resolve("guide.sh"), "set -euo pipefail\n" + shell());
    Path secret =
        Files.writeString(
            directory.resolve("secret"),
            Base64.getEncoder().encodeToString(MerchantSettings.testSecret()) + "\n");
    Path said = directory.resolve("said");
    try (MerchantSimulator merchant =
        MerchantSimulator.start(MerchantSettings.forTest(new AssetCode("SKY"), directory))) {
      merchant.join("ann", "+8613800000001", 1_000);
      ProcessBuilder bash = new ProcessBuilder("bash", script.toString());
      bash.environment().put("MERCHANT", merchant.baseUrl().toString());
      bash.environment().put("KEY_ID", MerchantSettings.TEST_KEY);
      bash.environment().put("SECRET_FILE", secret.toString());
      bash.environment().put("MEMBER", "ann");
      Process process = bash.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();

      List<String> answers = Files.readAllLines(said);
      assertThat(ended).as(answers.toString()).isTrue();
      assertThat(process.exitValue()).as(answers.toString()).isZero();
      assertThat(answers).hasSize(6);
      assertThat(answers.get(0)).contains("\"availableUnits\":\"1000\"");
      assertThat(answers.get(1)).contains("\"state\":\"DONE\"", "\"units\":\"10\"");
      assertThat(answers.get(2)).isEqualTo(answers.get(1));
      assertThat(answers.get(3)).contains("\"kind\":\"RETURN\"", "\"state\":\"DONE\"");
      assertThat(answers.get(4)).contains("\"state\":\"CANCELLED\"");
      assertThat(answers.get(5)).contains("\"lines\":[{", "\"intermediaryUnits\":\"0\"");
      assertThat(merchant.totals().availableUnits("ann")).isEqualTo(1_000);
      assertThat(merchant.statement()).allMatch(line -> line.transferId().isConformance());
    }
  }

  @Test
  void theGuideListsEveryCheckAsItIs() throws IOException {
    List<String> documented =
        guide().lines().filter(line -> line.matches("\\| `[a-z-]+\\.[a-z-]+` \\|.*")).toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Conformance.rules().stream().map(MerchantGuideTest::row).toList());
  }

  private static String row(Rule rule) {
    return "| `%s` | %s | %s |".formatted(rule.id(), rule.section().heading(), rule.title());
  }

  private static String shell() throws IOException {
    Matcher blocks = SHELL.matcher(guide());
    assertThat(blocks.find()).isTrue();
    return blocks.group(1);
  }

  private static String guide() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/merchants.md"), StandardCharsets.UTF_8);
  }
}
