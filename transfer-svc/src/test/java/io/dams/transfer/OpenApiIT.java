package io.dams.transfer;

import io.dams.platform.testing.OpenApiDrift;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@TransferService
class OpenApiIT {

  @LocalServerPort int port;

  @Test
  void agreesWithTheCommittedDocument() {
    OpenApiDrift.check(port, "transfer-svc");
  }
}
