package io.dams.frontoffice;

import io.dams.platform.testing.OpenApiDrift;
import org.junit.jupiter.api.Test;

class OpenApiIT extends FrontofficeTest {

  @Test
  void servesTheDocumentThatIsCommitted() {
    OpenApiDrift.check(port, "frontoffice-svc");
  }
}
