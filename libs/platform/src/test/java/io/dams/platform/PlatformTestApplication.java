package io.dams.platform;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The smallest service on the platform, for the platform's own tests. */
@SpringBootConfiguration
@EnableAutoConfiguration
class PlatformTestApplication {}
