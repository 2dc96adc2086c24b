package io.dams.contracts.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class MerchantJsonTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2026-01-31T12:00:30Z");
  private static final TransferId ID = new TransferId("reserve-8");

  static Stream<Object> bodies() {
    return Stream.of(
        new TokenRequest("+8613800000001"),
        new MemberToken("sky-1", "t", AT),
        new MemberBalance("sky-1", Long.MAX_VALUE, AT),
        new MemberCoupon("c-1", "Tea", "USABLE", null),
        new TransferRequest(TransferKind.RETURN, "sky-1", 5, ID, AT, "8"),
        new TransferAnswer(ID, TransferState.CANCELLED, null, 0, "SKY-C1", AT),
        new StatementPage(
            List.of(
                new StatementPage.Line(ID, TransferKind.FEE, null, 1, 9, ID, "8", "SKY-T1", AT)),
            "1"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void readsBackWhatItWrote(Object body) {
    assertThat((Object) JSON.readValue(JSON.writeValueAsString(body), body.getClass()))
        .isEqualTo(body);
  }

  @Test
  void writesUnitsAsText() {
    assertThat(
            JSON.writeValueAsString(
                new TransferRequest(
                    TransferKind.RESERVE, "sky-1001", 1010, null, AT, "70368744177664")))
        .isEqualTo(
            "{\"kind\":\"RESERVE\",\"uid\":\"sky-1001\",\"units\":\"1010\",\"reverses\":null,"
                + "\"notAfter\":\"2026-01-31T12:00:30Z\",\"orderGroup\":\"70368744177664\"}");
  }
}
