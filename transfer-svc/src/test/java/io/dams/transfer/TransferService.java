package io.dams.transfer;

import io.dams.platform.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** The service on a real MariaDB, with simulated partners and patience cut short. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RealServers(schema = "transfer")
@ContextConfiguration(initializers = World.Addresses.class)
@TestPropertySource(
    properties = {
      "dams.transfer.retry.first=50ms",
      "dams.transfer.retry.longest=300ms",
      "dams.transfer.retry.attempts-to-stuck=100",
      "dams.transfer.callback.pauses=0s,50ms,100ms,100ms",
      "dams.transfer.archive.every=1h",
      "dams.outside.connect-timeout=20s",
      "dams.outside.whole-timeout=20s",
      "dams.obligations.poll-interval=100ms",
      "dams.obligations.stuck-retry=500ms",
      "dams.obligations.first-pause=50ms"
    })
public @interface TransferService {}
