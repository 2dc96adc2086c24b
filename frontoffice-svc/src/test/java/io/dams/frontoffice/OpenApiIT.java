package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.testing.OpenApiDrift;
import org.junit.jupiter.api.Test;

class OpenApiIT extends FrontofficeTest {

  @Test
  void servesTheDocumentThatIsCommitted() {
    OpenApiDrift.check(port, "frontoffice-svc");
  }

  @Test
  void showsThePublicPathsOnly() {
    Answer document = get(null, "/v3/api-docs/public");
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.body().path("paths").propertyNames())
        .contains("/v1/order-groups", "/.well-known/jwks.json")
        .allMatch(path -> path.startsWith("/v1/") || path.startsWith("/.well-known/"));
  }
}
