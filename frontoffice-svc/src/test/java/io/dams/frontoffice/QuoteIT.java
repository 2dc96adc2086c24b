package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.InputOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A quote freezes what a swap gives and takes, and is placed once. */
class QuoteIT extends OrderTest {

  @Test
  void quotesASwapAndPlacesItOnce() {
    depth(SKY_DMT, List.of(new Level(5_000, 4), new Level(4_900, 10)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 5), new Level(2_100, 50)));
    User user = newUser(Map.of(Simulated.SKY, 606L, Simulated.BEAN, 0L));
    Answer quote =
        post(user, "/v1/quotes", "{\"give\":\"SKY\",\"take\":\"BEAN\",\"quantity\":\"650\"}");
    assertThat(quote.status()).as("%s", quote.body()).isEqualTo(201);
    // 4 lots at 50.00 and 2 at 49.00 earn 298.00; 5 at 20.00 and 9 at 21.00 cost 289.00
    assertThat(quote.body().at("/roundedDown").asBoolean()).isTrue();
    assertThat(quote.text("give")).isEqualTo("600");
    assertThat(quote.text("fee")).isEqualTo("6");
    assertThat(quote.text("take")).isEqualTo("140");
    assertThat(quote.text("residualTokens")).isEqualTo("9.00");
    assertThat(quote.text("rate")).isEqualTo("0.23333333");
    assertThat(quote.text("legs/0/limitPrice")).isEqualTo("49.00");
    assertThat(quote.text("legs/1/limitPrice")).isEqualTo("21.00");

    String body = "{\"quoteId\":\"" + quote.text("quoteId") + "\"}";
    Answer placed = place(user, body);
    assertThat(placed.status()).as("%s", placed.body()).isEqualTo(202);
    assertThat(placed.text("timeInForce")).isEqualTo("FOK");
    OrderGroupTerms terms =
        onlyCommand(OrderGroupId.of(placed.text("groupId")), InputOrder.PlaceOrderGroup.class)
            .group();
    assertThat(terms.legs()).extracting(LegTerms::lots).containsExactly(6L, 14L);
    assertThat(terms.legs()).extracting(LegTerms::limitPriceUnits).containsExactly(4_900L, 2_100L);
    assertThat(terms.legs()).extracting(LegTerms::feeUnits).containsExactly(6L, 0L);
    assertThat(place(user, body).code()).isEqualTo("quote-used");
  }

  @Test
  void refusesQuotesByFieldAndRule() {
    depth(SKY_DMT, List.of(new Level(5_000, 4)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 5)));
    User user = newUser(Map.of(Simulated.SKY, 303L, Simulated.BEAN, 0L));
    assertThat(quote(user, "SKY", "SKY", "100").code()).isEqualTo("same-point");
    assertThat(quote(user, "SKY", "NOPE", "100").text("field")).isEqualTo("take");
    assertThat(quote(user, "NOPE", "SKY", "100").text("field")).isEqualTo("give");
    assertThat(quote(user, "SKY", "MART", "100").code()).isEqualTo("no-bound-wallet");
    assertThat(quote(user, "SKY", "BEAN", "99").code()).isEqualTo("below-minimum");
    assertThat(quote(user, "SKY", "BEAN", "500").code()).isEqualTo("no-liquidity");
    Answer poor = quote(user, "SKY", "BEAN", "400");
    assertThat(poor.code()).isEqualTo("insufficient-points");
    assertThat(poor.text("required")).isEqualTo("404");
    assertThat(quote(user, "SKY", "BEAN", "300").status()).isEqualTo(201);
    depth(BEAN_DMT, List.of(), List.of());
    assertThat(quote(user, "SKY", "BEAN", "300").code()).isEqualTo("no-liquidity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\uD83D\uDCA5", "", "é", "00000000-0000-0000-0000-00000000000x", "1-1-1-1-1"})
  void refusesAQuoteIdThatIsNone(String quoteId) {
    Answer refused = place(newUser(), "{\"quoteId\":\"" + quoteId + "\"}");
    assertThat(refused.status()).as("%s", refused.body()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("quoteId");
    assertThat(refused.text("rule")).isEqualTo("Pattern");
  }

  @Test
  void aQuoteExpiresAndIsItsOwnersOnly() {
    depth(SKY_DMT, List.of(new Level(5_000, 4)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 50)));
    User user = newUser(Map.of(Simulated.SKY, 303L, Simulated.BEAN, 0L));
    String body = "{\"quoteId\":\"" + quote(user, "SKY", "BEAN", "300").text("quoteId") + "\"}";
    assertThat(place(newUser(), body).code()).isEqualTo("quote-not-found");
    jdbc.sql("UPDATE quote SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE account_id = ?")
        .param(user.id())
        .update();
    assertThat(place(user, body).code()).isEqualTo("quote-expired");
  }

  @Test
  void leavesOnesOwnOrdersOutOfAQuote() {
    depth(SKY_DMT, List.of(new Level(5_000, 4)), List.of());
    depth(BEAN_DMT, List.of(), List.of(new Level(2_000, 50)));
    User user = newUser(Map.of(Simulated.SKY, 1_000L, Simulated.BEAN, 0L));
    tokens(user, 100_000);
    assertThat(place(user, legs(leg("SKY-DMT", "BUY", "300", "50"))).status()).isEqualTo(202);
    Answer thin = quote(user, "SKY", "BEAN", "200");
    assertThat(thin.code()).isEqualTo("no-liquidity");
    assertThat(thin.text("rule")).contains("takes 100");
  }

  private Answer quote(User user, String give, String take, String quantity) {
    return post(
        user,
        "/v1/quotes",
        "{\"give\":\"%s\",\"take\":\"%s\",\"quantity\":\"%s\"}".formatted(give, take, quantity));
  }
}
