package io.dams.backoffice;

import io.dams.platform.testing.OpenApiDrift;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@BackofficeIT
class OpenApiIT {

  @LocalServerPort private int port;

  @Test
  void theCommittedDocumentIsWhatTheServiceServes() {
    OpenApiDrift.check(port, "backoffice-svc");
  }
}
