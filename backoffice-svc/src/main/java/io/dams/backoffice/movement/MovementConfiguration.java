package io.dams.backoffice.movement;

import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.StatementBook;
import io.dams.contracts.merchant.TransferKind;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One handler for each kind of movement that is owed without condition. */
@Configuration(proxyBeanMethods = false)
class MovementConfiguration {

  @Bean
  MovementHandler settleHandler(
      MerchantTransfers transfers,
      StatementBook book,
      ErrorBook errors,
      LastResort lastResort,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    return new MovementHandler(
        TransferKind.SETTLE, transfers, book, errors, lastResort, retry, clock, random);
  }

  @Bean
  MovementHandler returnHandler(
      MerchantTransfers transfers,
      StatementBook book,
      ErrorBook errors,
      LastResort lastResort,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    return new MovementHandler(
        TransferKind.RETURN, transfers, book, errors, lastResort, retry, clock, random);
  }

  @Bean
  MovementHandler feeHandler(
      MerchantTransfers transfers,
      StatementBook book,
      ErrorBook errors,
      LastResort lastResort,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    return new MovementHandler(
        TransferKind.FEE, transfers, book, errors, lastResort, retry, clock, random);
  }
}
