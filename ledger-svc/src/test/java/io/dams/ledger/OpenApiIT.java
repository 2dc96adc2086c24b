package io.dams.ledger;

import io.dams.platform.testing.OpenApiDrift;
import io.dams.platform.testing.RealServers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RealServers(schema = "ledger")
class OpenApiIT {

  @LocalServerPort int port;

  @Test
  void isAsCommitted() {
    OpenApiDrift.check(port, "ledger-svc");
  }
}
