package io.dams.platform;

import io.dams.platform.testing.RealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A test of the platform on real servers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RealServers(schema = "platform_test")
@TestPropertySource(properties = "spring.config.name=platform-test")
public @interface PlatformIT {}
