package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.conformance.Conformance;
import io.dams.contracts.conformance.Rule;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.testing.Guide;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide for merchants shows works as it is written. */
class MerchantGuideTest {

  private static final Guide GUIDE = Guide.of("docs/merchants.md");

  @TempDir Path directory;

  @Test
  void theSignedRequestsOfTheGuideAreAnswered() throws Exception {
    Path secret =
        Files.writeString(
            directory.resolve("secret"),
            Base64.getEncoder().encodeToString(MerchantSettings.testSecret()) + "\n");
    try (MerchantSimulator merchant =
        MerchantSimulator.start(MerchantSettings.forTest(new AssetCode("SKY"), directory))) {
      merchant.join("ann", "+8613800000001", 1_000);
      List<String> answers =
          GUIDE.run(
              directory,
              Map.of(
                  "MERCHANT",
                  merchant.baseUrl().toString(),
                  "KEY_ID",
                  MerchantSettings.TEST_KEY,
                  "SECRET_FILE",
                  secret.toString(),
                  "MEMBER",
                  "ann"));
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
  void theGuideListsEveryCheckAsItIs() {
    List<String> documented =
        GUIDE.text().lines().filter(line -> line.matches("\\| `[a-z-]+\\.[a-z-]+` \\|.*")).toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Conformance.rules().stream().map(MerchantGuideTest::row).toList());
  }

  private static String row(Rule rule) {
    return "| `%s` | %s | %s |".formatted(rule.id(), rule.section().heading(), rule.title());
  }
}
