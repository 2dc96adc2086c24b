package io.dams.frontoffice;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of an event stream, that reads in a thread of its own until it is closed. */
final class SseReader implements AutoCloseable {

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> response;
  private volatile boolean ended;

  /** An event as it came. */
  record Event(long id, String type, JsonNode body) {}

  SseReader(URI uri, String accessToken, String lastEventId, JsonMapper json) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!accessToken.isEmpty()) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(() -> read(json));
  }

  int status() {
    return response.statusCode();
  }

  /** Whether the server has ended the stream. */
  boolean ended() {
    return ended;
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  private void read(JsonMapper json) {
    try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
      String id = "0";
      String type = "";
      String data = "";
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith("id:")) {
          id = line.substring(3);
        } else if (line.startsWith("event:")) {
          type = line.substring(6);
        } else if (line.startsWith("data:")) {
          data = line.substring(5);
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(Long.parseLong(id), type, json.readTree(data)));
          data = "";
        }
      }
      ended = true;
    }
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
