package io.dams.frontoffice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a stream begins and ends: refusals, and the places of a user. */
class StreamIT extends FrontofficeTest {

  @Test
  void theNewestStreamOfAUserReplacesTheOldest() {
    User user = newUser();
    List<SseReader> streams = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      streams.add(new SseReader(uri("/v1/stream"), user.accessToken(), "", json));
      assertThat(streams.getLast().status()).isEqualTo(200);
    }
    SseReader oldest = streams.getFirst();
    await(() -> !oldest.events().isEmpty() && oldest.ended());
    assertThat(oldest.events()).extracting(SseReader.Event::type).containsExactly("replaced");
    assertThat(streams.subList(1, 6)).allMatch(stream -> !stream.ended());
    assertThat(streams.subList(1, 6)).allMatch(stream -> stream.events().isEmpty());
    streams.forEach(SseReader::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D\uDCA5", "x", "1.5", "99999999999999999999"})
  void refusesALastEventIdThatIsNone(String id) throws IOException {
    String answer = stream(newUser(), "/v1/stream", id);
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    assertThat(answer).contains("\"code\":\"invalid-request\"").contains("\"rule\":");
  }

  @Test
  void refusesAStreamByAProblem() throws IOException {
    String market = "/v1/market/stream?contract=";
    assertThat(stream(newUser(), market + "NO-DMT", "1"))
        .startsWith("HTTP/1.1 404 ")
        .contains("application/problem+json")
        .contains("contract-not-found");
    assertThat(stream(newUser(), market + "%F0%9F%92%A5", "1"))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json");
    HttpRequest.Builder stranger =
        HttpRequest.newBuilder(uri("/v1/stream")).header("Accept", "text/event-stream");
    assertThat(send(null, stranger).code()).isEqualTo("unauthenticated");
  }

  /** The bytes as they are: clients of HTTP would not send them. */
  private String stream(User user, String path, String lastEventId) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      String head =
          """
          GET %s HTTP/1.1
          Host: frontoffice
          Authorization: Bearer %s
          Accept: text/event-stream
          Last-Event-ID: %s
          Connection: close

          """
              .formatted(path, user.accessToken(), lastEventId);
      socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
