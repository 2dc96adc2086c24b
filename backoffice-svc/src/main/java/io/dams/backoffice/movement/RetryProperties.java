package io.dams.backoffice.movement;

import io.dams.contracts.money.AssetCode;
import io.dams.platform.obligation.Backoff;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a call is tried again.
 *
 * @param first the wait after the first attempt
 * @param growthPercent what each further wait is of the one before; 200 doubles it
 * @param most the longest wait
 * @param attemptsToBook after so many unanswered attempts a movement stands in the error book
 * @param validity for how long a merchant may execute one attempt of a settlement, return or fee
 * @param merchants the first four for single merchants, by exCode
 */
@Validated
@ConfigurationProperties("dams.retry")
public record RetryProperties(
    @DefaultValue("500ms") Duration first,
    @DefaultValue("200") @Min(100) int growthPercent,
    @DefaultValue("30s") Duration most,
    @DefaultValue("6") @Positive int attemptsToBook,
    @DefaultValue("5m") Duration validity,
    @DefaultValue Map<String, @Valid Merchant> merchants) {

  /** What is different for a merchant; what is absent is as for all. */
  public record Merchant(
      @Nullable Duration first,
      @Nullable @Min(100) Integer growthPercent,
      @Nullable Duration most,
      @Nullable @Positive Integer attemptsToBook) {}

  /**
   * How often one party's calls are tried again.
   *
   * @param attemptsToBook after so many unanswered attempts it is stuck
   */
  public record Patience(Backoff backoff, int attemptsToBook) {

    /** How long to wait after this attempt; by chance up to half of it is taken off. */
    public Duration after(int attempt, RandomGenerator random) {
      return backoff.after(attempt, random);
    }
  }

  /** With whom nothing else is said of. */
  public Patience usual() {
    return new Patience(new Backoff(first, growthPercent, most), attemptsToBook);
  }

  /** With a merchant. */
  public Patience with(AssetCode merchant) {
    Merchant own = merchants.get(merchant.code());
    if (own == null) {
      return usual();
    }
    return new Patience(
        new Backoff(
            own.first == null ? first : own.first,
            own.growthPercent == null ? growthPercent : own.growthPercent,
            own.most == null ? most : own.most),
        own.attemptsToBook == null ? attemptsToBook : own.attemptsToBook);
  }
}
