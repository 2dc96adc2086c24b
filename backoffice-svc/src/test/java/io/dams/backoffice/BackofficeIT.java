package io.dams.backoffice;

import io.dams.platform.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** The service on real MariaDB and Kafka, with simulated merchants and patience cut short. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RealServers(schema = "backoffice")
@ContextConfiguration(initializers = World.Addresses.class)
@TestPropertySource(
    properties = {
      // a test that needs it lets it pass itself
      "dams.reserve.deadline=10m",
      "dams.reserve.breaker-failures=100000",
      "dams.retry.first=50ms",
      "dams.retry.most=300ms",
      "dams.retry.attempts-to-book=4",
      "dams.parking.attempts=2",
      "dams.obligations.poll-interval=100ms",
      "dams.obligations.stuck-retry=2s",
      "dams.obligations.first-pause=50ms",
      "dams.obligations.attempts-to-stuck=3",
      "dams.error-book.metrics-interval=200ms",
      // today is closed already, so that what a test did can be compared
      "dams.reconciliation.grace=-24h",
      "dams.reconciliation.interval=10m",
      "dams.reconciliation.metrics-interval=200ms",
      "dams.reconciliation.page-lines=20"
    })
public @interface BackofficeIT {}
