package io.dams.transfer.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.transfer.app.AppTerms;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.app.SampleTerms;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderRequestTest {

  @Test
  void theSameAmountInOtherDigitsIsTheSameBody() {
    assertThat(request(1, "5", "a", "b").bodyHash())
        .isEqualTo(request(1, "5.000", "a", "b").bodyHash());
  }

  @Test
  void theSameRequestOnOtherTermsIsTheSameBody() {
    assertThat(request(app(1, "2.0000", null), "5", "a", "b").bodyHash())
        .isEqualTo(request(app(1, "3.0000", 15L), "5", "a", "b").bodyHash());
  }

  @Test
  void anythingElseIsAnotherBody() {
    byte[] hash = request(1, "5", "a", "b").bodyHash();

    assertThat(request(2, "5", "a", "b").bodyHash()).isNotEqualTo(hash);
    assertThat(request(1, "6", "a", "b").bodyHash()).isNotEqualTo(hash);
    assertThat(request(1, "5", "ab", "").bodyHash()).isNotEqualTo(hash);
    assertThat(request(1, "5", "a", null).bodyHash()).isNotEqualTo(hash);
    assertThat(request(1, "5", "a\n1:b", null).bodyHash()).isNotEqualTo(hash);
  }

  @Test
  void aUserWhoIsAnAccountOfTheAppGoesInACircle() {
    assertThat(request(app(1, "1.0000", 42L), "5", null, null).isCircular()).isTrue();
    assertThat(request(app(1, "1.0000", 43L), "5", null, null).isCircular()).isFalse();
    assertThat(request(app(1, "1.0000", null), "5", null, null).isCircular()).isFalse();
  }

  private static OrderRequest request(
      int app, String amount, @Nullable String outUser, @Nullable String remark) {
    return request(app(app, "1.0000", null), amount, outUser, remark);
  }

  private static OrderRequest request(
      PartnerApp app, String amount, @Nullable String outUser, @Nullable String remark) {
    return new OrderRequest(
        app,
        TransferType.IN,
        "EXT_1",
        outUser,
        new UserId(42),
        new BigDecimal(amount),
        null,
        remark);
  }

  private static PartnerApp app(int id, String rate, @Nullable Long fund) {
    AppTerms terms = SampleTerms.of("app_a", 1002, rate, fund);
    return new PartnerApp(id, terms, null, Instant.EPOCH, Instant.EPOCH, null);
  }
}
