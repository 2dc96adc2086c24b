package io.dams.transfer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.platform.outside.OutsideAddresses;
import io.dams.platform.outside.OutsideConfiguration;
import io.dams.platform.problem.ProblemException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class AppsTest {

  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void anAddressIsLookedUpBeforeATransactionHoldsAConnection() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OutsideConfiguration.class))
        .run(
            context -> {
              Apps apps =
                  new Apps(
                      noMapper(), context.getBean(OutsideAddresses.class), countedTransactions());

              assertThatThrownBy(
                      () -> apps.create(SampleTerms.callbackAt("https://127.0.0.1/"), "test"))
                  .isInstanceOf(ProblemException.class);
              assertThatThrownBy(
                      () -> apps.change(1, SampleTerms.callbackAt("https://127.0.0.1/"), "test"))
                  .isInstanceOf(ProblemException.class);
            });

    assertThat(begun).hasValue(0);
  }

  private static AppMapper noMapper() {
    return (AppMapper)
        Proxy.newProxyInstance(
            AppMapper.class.getClassLoader(),
            new Class<?>[] {AppMapper.class},
            (_, method, _) -> {
              throw new AssertionError(method.getName());
            });
  }

  private TransactionTemplate countedTransactions() {
    return new TransactionTemplate(
        new PlatformTransactionManager() {
          @Override
          public TransactionStatus getTransaction(TransactionDefinition definition) {
            begun.incrementAndGet();
            return new SimpleTransactionStatus();
          }

          @Override
          public void commit(TransactionStatus status) {}

          @Override
          public void rollback(TransactionStatus status) {}
        });
  }
}
