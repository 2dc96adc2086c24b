package io.dams.sandbox.demo;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Customer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the push services brought to the customers' phones. */
final class Phones {

  private static final Duration BOUND = Duration.ofSeconds(60);

  private final JsonHttpClient push;

  Phones(Installation fleet) {
    push = JsonHttpClient.at(fleet.push());
  }

  /**
   * A table with the message of each scene that had an order; waits for those that are still on
   * their way.
   */
  List<List<String>> show(List<Customer> customers, List<Scene> scenes) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("pushed to", "order", "title", "text"));
    for (Customer who : customers) {
      for (Scene scene : scenes) {
        if (scene.who().equals(who.name()) && !scene.group().isEmpty()) {
          JsonNode message = message(who, scene.group());
          rows.add(
              List.of(
                  who.name(),
                  scene.what(),
                  message.path("title").asString(),
                  message.path("body").asString()));
        }
      }
    }
    return rows;
  }

  private JsonNode message(Customer who, String group) {
    return Wait.until(
        "the push to " + who.name(),
        BOUND,
        () -> {
          for (JsonNode one : push.get(who.phonePath()).ok()) {
            if (one.path("tag").asString().equals(group)) {
              return Optional.of(one);
            }
          }
          return Optional.empty();
        });
  }
}
