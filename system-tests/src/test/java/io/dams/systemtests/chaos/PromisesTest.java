package io.dams.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.client.Person;
import io.dams.systemtests.chaos.Accounts.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Books that were tampered with, one thing at a time: each is told, and nothing else is. */
class PromisesTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Person ANN = new Person("Ann", "+8613700000001", "ann", 1_000);
  private static final long TOKENS = 50_000;

  /** Ann sold 200 of 500 SKY for 2.00 DMT, paid 2 of 5 for it, and got 303 of 505 back. */
  private static final String SOLD =
      """
      {"groupId":"16","status":"PARTLY_FILLED","open":false,"settled":true,"legs":[
        {"point":"SKY","side":"SELL","executed":"200","reserved":"505","feeCharged":"2",
         "returned":"303","settledQuantity":"0","notional":"2.00"}]}
      """;

  /** Ann bought 40.00 MART for 4.80 DMT. */
  private static final String BOUGHT =
      """
      {"groupId":"32","status":"FILLED","open":false,"settled":true,"legs":[
        {"point":"MART","side":"BUY","executed":"40.00","reserved":"0","feeCharged":"0",
         "returned":"0","settledQuantity":"40.00","notional":"4.80"}]}
      """;

  private final Tally tally = new Tally();

  @Test
  void saysNothingWhenEverybodyHasWhatWasTold() {
    check(Set.of("16", "32"), account(List.of(SOLD, BOUGHT), "SKY", 0));
    assertThat(tally.problems()).isEmpty();
    assertThat(tally.counts().get("balances compared")).isEqualTo(Map.of("equal", 4L));
  }

  @ParameterizedTest
  @CsvSource({
    "SKY, -1",
    "SKY, 200",
    "BEAN, 10",
    "MART, -4000",
    "MART, 4000",
    "DMT, -1",
    "DMT, 480"
  })
  void tellsWhatIsMissingOrTooMuchAtAMerchantOrInTheLedger(String asset, long change) {
    check(Set.of("16", "32"), account(List.of(SOLD, BOUGHT), asset, change));
    assertThat(tally.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .startsWith("Ann has ")
                    .contains(" units of " + asset)
                    .endsWith("(%+d)".formatted(change)));
    assertThat(tally.counts().get("balances compared")).containsEntry("DIFFERENT", 1L);
  }

  @Test
  void tellsAGroupThatWasAcceptedAndIsNotThere() {
    check(Set.of("16", "32", "48"), account(List.of(SOLD, BOUGHT), "SKY", 0));
    assertThat(tally.problems()).containsExactly("lost: group 48 was accepted, and is not there");
  }

  @Test
  void tellsAGroupThatNobodyWasToldOfOrThatIsThereTwice() {
    check(Set.of("16"), account(List.of(SOLD, BOUGHT), "SKY", 0));
    assertThat(tally.problems()).containsExactly("doubled: nobody was told of group 32");
    Account twice = account(List.of(SOLD, SOLD, BOUGHT), "SKY", 0);
    check(Set.of("16", "32"), twice);
    assertThat(tally.problems()).contains("doubled: nobody was told of group 16");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"open\":false', '\"open\":true', 'group 16 is PARTLY_FILLED and not settled'",
    "'\"settled\":true', '\"settled\":false', 'group 16 is PARTLY_FILLED and not settled'",
    "'\"returned\":\"303\"', '\"returned\":\"302\"', 'executed + returned + fee is not reserved'",
    "'\"reserved\":\"505\"', '\"reserved\":\"506\"', 'executed + returned + fee is not reserved'"
  })
  void tellsASaleThatIsNotOverOrDoesNotAddUp(String right, String wrong, String told) {
    assertThat(SOLD).contains(right);
    check(Set.of("16", "32"), account(List.of(SOLD.replace(right, wrong), BOUGHT), "SKY", 0));
    assertThat(tally.problems()).singleElement().asString().contains(told);
  }

  @Test
  void tellsBoughtPointsThatWereNotPaidOut() {
    String unpaid = BOUGHT.replace("\"settledQuantity\":\"40.00\"", "\"settledQuantity\":\"0\"");
    check(Set.of("16", "32"), account(List.of(SOLD, unpaid), "SKY", 0));
    assertThat(tally.problems())
        .singleElement()
        .asString()
        .startsWith("group 32: settled is not executed");
  }

  private void check(Set<String> accepted, Account account) {
    new Promises(TOKENS, tally).check(accepted, List.of(account));
  }

  /** What Ann has after both, but of one asset more or less. */
  private static Account account(List<String> groups, String asset, long change) {
    Map<String, Long> units = new HashMap<>();
    units.put("SKY", 100_000L - 202);
    units.put("BEAN", 10_000L);
    units.put("MART", 1_000_000L + 4_000);
    units.put("DMT", TOKENS + 200 - 480);
    units.merge(asset, change, Long::sum);
    List<JsonNode> shown = groups.stream().map(JSON::readTree).toList();
    return new Account(ANN, shown, units);
  }
}
