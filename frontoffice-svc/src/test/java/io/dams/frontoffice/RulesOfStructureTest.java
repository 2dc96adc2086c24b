package io.dams.frontoffice;

import io.dams.platform.testing.DamsRules;
import org.junit.jupiter.api.Test;

class RulesOfStructureTest {

  @Test
  void keepsTheRulesOfStructure() {
    DamsRules.check("io.dams.frontoffice");
  }
}
