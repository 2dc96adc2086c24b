package io.dams.backoffice;

import io.dams.platform.testing.DamsRules;
import org.junit.jupiter.api.Test;

class StructureTest {

  @Test
  void keepsTheRulesOfTheHouse() {
    DamsRules.check("io.dams.backoffice");
  }
}
