package io.dams.platform.testing;

import io.dams.contracts.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the OpenAPI document of a running service with the committed {@code
 * docs/openapi/<service>.json}:
 *
 * <pre>{@code
 * @RealServers(schema = "ledger")
 * class OpenApiIT {
 *   @LocalServerPort int port;
 *
 *   @Test
 *   void agreesWithTheCommittedDocument() {
 *     OpenApiDrift.check(port, "ledger-svc");
 *   }
 * }
 * }</pre>
 *
 * <p>With {@code -Ddams.openapi.update=true} it writes the file instead.
 */
public final class OpenApiDrift {

  private static final String UPDATE = "dams.openapi.update";
  private static final int MAX_DIFFERENCES = 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private OpenApiDrift() {}

  /** Throws {@link AssertionError} with the places that differ, and how to take them over. */
  public static void check(int port, String service) {
    check(fetch(port), file(service), service);
  }

  static void check(JsonNode live, Path file, String service) {
    try {
      JsonNode document = withoutServers(live);
      if (Boolean.getBoolean(UPDATE)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text(document) + "\n");
        return;
      }
      List<String> differences = new ArrayList<>();
      if (Files.exists(file)) {
        compare("", JSON.readTree(Files.readString(file)), document, differences);
      } else {
        differences.add("there is no committed document");
      }
      if (!differences.isEmpty()) {
        throw new AssertionError(
            """
            %s does not describe the running %s:
              %s
            If the change is meant, and no field that clients rely on went away, take it over with
              mvn verify -pl %s -am -Dit.test=OpenApi* -D%s=true \
            -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
            and commit the file.
            """
                .formatted(file, service, String.join("\n  ", differences), service, UPDATE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode fetch(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
            .timeout(Duration.ofSeconds(90))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("/v3/api-docs answers " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address of the test run says nothing. */
  private static JsonNode withoutServers(JsonNode live) {
    ObjectNode copy = (ObjectNode) live.deepCopy();
    copy.remove("servers");
    return copy;
  }

  /** Members in the order of their names, so that a diff shows what changed and no more. */
  private static String text(JsonNode document) {
    return JSON.writeValueAsString(JSON.treeToValue(document, Object.class));
  }

  private static void compare(
      String path, @Nullable JsonNode committed, @Nullable JsonNode live, List<String> into) {
    if (into.size() >= MAX_DIFFERENCES) {
      return;
    }
    if (committed == null) {
      into.add("added:   " + path);
    } else if (live == null) {
      into.add("removed: " + path);
    } else if (committed.isObject() && live.isObject()) {
      TreeSet<String> names = new TreeSet<>(committed.propertyNames());
      names.addAll(live.propertyNames());
      names.forEach(n -> compare(path + "/" + n, committed.get(n), live.get(n), into));
    } else if (committed.isArray() && live.isArray()) {
      for (int i = 0; i < Math.max(committed.size(), live.size()); i++) {
        compare(path + "/" + i, committed.get(i), live.get(i), into);
      }
    } else if (!committed.equals(live)) {
      into.add("changed: " + path + " from " + committed + " to " + live);
    }
  }

  private static Path file(String service) {
    return Checkout.root().resolve("docs/openapi/" + service + ".json");
  }
}
