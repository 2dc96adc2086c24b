package io.dams.gateway;

import io.dams.platform.testing.DamsRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  /** Without the rule of adapters: a gateway is nothing else. */
  @Test
  void followsTheRules() {
    DamsRules.checkLibrary("io.dams.gateway");
  }
}
