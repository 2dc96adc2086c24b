package io.dams.ledger;

import io.dams.platform.testing.DamsRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheRulesOfTheHouse() {
    DamsRules.check("io.dams.ledger");
  }
}
