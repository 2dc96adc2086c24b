package io.dams.transfer;

import io.dams.platform.testing.DamsRules;
import org.junit.jupiter.api.Test;

class StructureTest {

  @Test
  void followsTheRules() {
    DamsRules.check("io.dams.transfer");
  }
}
