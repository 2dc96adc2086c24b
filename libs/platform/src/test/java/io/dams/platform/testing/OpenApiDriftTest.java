package io.dams.platform.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiDriftTest {

  private static final String COMMITTED =
      """
      {"paths": {"/a": {"get": {"tags": ["x"]}}, "/b": {}}, "info": {"title": "T"}}
      """;

  @TempDir Path folder;

  @Test
  void acceptsTheSameInAnotherOrderFromAnotherPort() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), COMMITTED);
    JsonNode live =
        json(
            """
            {"servers": [{"url": "http://127.0.0.1:1"}], "info": {"title": "T"},
             "paths": {"/b": {}, "/a": {"get": {"tags": ["x"]}}}}
            """);
    assertThatCode(() -> OpenApiDrift.check(live, file, "a-svc")).doesNotThrowAnyException();
  }

  @Test
  void namesWhatWasAddedRemovedAndChanged() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), COMMITTED);
    JsonNode live =
        json(
            """
            {"paths": {"/a": {"get": {"tags": ["y"]}}, "/c": {}}, "info": {"title": "T"}}
            """);
    assertThatThrownBy(() -> OpenApiDrift.check(live, file, "a-svc"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("added:   /paths//c")
        .hasMessageContaining("removed: /paths//b")
        .hasMessageContaining("changed: /paths//a/get/tags/0 from \"x\" to \"y\"")
        .hasMessageContaining("-Ddams.openapi.update=true");
  }

  @Test
  void missesACommittedDocument() {
    assertThatThrownBy(() -> OpenApiDrift.check(json("{}"), folder.resolve("no.json"), "a-svc"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no committed document");
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
