package io.dams.platform.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A {@link SpringBootTest} with the service's web server on a free port, on the Maven run's real
 * MariaDB, Kafka and Redis. Schema and topics are made anew once for each test JVM; tests of a
 * module share one application context, so they use ids of their own rather than empty tables. The
 * service gets keys for its identity; {@link TestIdentity} speaks for the others.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface RealServers {

  /** The service's schema; empty for a service without a database. */
  String schema() default "";
}
