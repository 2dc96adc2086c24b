package io.dams.backoffice.movement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.backoffice.movement.RetryProperties.Patience;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.obligation.Backoff;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** Each merchant is asked again at a pace of its own, where one is set. */
class RetryPropertiesTest {

  @Test
  void aMerchantHasItsOwnPaceAndTheOthersHaveTheUsual() {
    RetryProperties retry =
        bound(
            Map.of(
                "dams.retry.first", "1s",
                "dams.retry.merchants.SKY.first", "2s",
                "dams.retry.merchants.SKY.growth-percent", "300",
                "dams.retry.merchants.SKY.most", "1m",
                "dams.retry.merchants.SKY.attempts-to-book", "3",
                "dams.retry.merchants.BEAN.attempts-to-book", "9"));
    var usual = new Backoff(Duration.ofSeconds(1), 200, Duration.ofSeconds(30));
    var slow = new Backoff(Duration.ofSeconds(2), 300, Duration.ofMinutes(1));
    assertThat(retry.with(new AssetCode("SKY"))).isEqualTo(new Patience(slow, 3));
    assertThat(retry.with(new AssetCode("BEAN"))).isEqualTo(new Patience(usual, 9));
    assertThat(retry.with(new AssetCode("MART"))).isEqualTo(new Patience(usual, 6));
    assertThat(retry.usual()).isEqualTo(new Patience(usual, 6));
  }

  @Test
  void aPaceThatCannotBeIsRefusedAtTheStart() {
    for (String wrong : new String[] {"growth-percent", "attempts-to-book"}) {
      assertThatThrownBy(() -> bound(Map.of("dams.retry.merchants.SKY." + wrong, "0")))
          .as(wrong)
          .isInstanceOf(BindException.class);
    }
  }

  private static RetryProperties bound(Map<String, String> settings) {
    try (var validator = new LocalValidatorFactoryBean()) {
      validator.afterPropertiesSet();
      return new Binder(new MapConfigurationPropertySource(settings))
          .bindOrCreate(
              "dams.retry",
              Bindable.of(RetryProperties.class),
              new ValidationBindHandler(validator));
    }
  }
}
