package io.dams.sandbox.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsSimulatorTest {

  private static final String PHONE = "+8613800000001";

  private final HttpClient http = HttpClient.newHttpClient();
  private SmsSimulator sms;

  @BeforeEach
  void start() {
    sms = SmsSimulator.start(0);
  }

  @AfterEach
  void stop() {
    sms.close();
    http.close();
  }

  @Test
  void showsTheLastMessageOfAPhone() throws Exception {
    assertThat(get("/sms/" + PHONE).statusCode()).isEqualTo(404);
    assertThat(post("/sms", text("111111")).statusCode()).isEqualTo(202);
    assertThat(post("/sms", text("222222")).statusCode()).isEqualTo(202);
    assertThat(get("/sms/" + PHONE).body()).contains("\"code\":\"222222\"", "\"number\":2");
    assertThat(get("/sms/%2B8613800000001").body()).contains("222222");
    assertThat(sms.last(PHONE).orElseThrow().code()).isEqualTo("222222");
    assertThat(sms.last("+8613800000002")).isEmpty();
  }

  @Test
  void refusesAMessageWithoutItsParts() throws Exception {
    assertThat(post("/sms", "{\"phone\":\"" + PHONE + "\"}").statusCode()).isEqualTo(400);
    assertThat(post("/sms", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void failsAndWaitsAsTold() throws Exception {
    post("/sandbox/faults", "{\"failNext\":1,\"delayMillis\":200}");
    long start = System.nanoTime();
    assertThat(post("/sms", text("1")).statusCode()).isEqualTo(500);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    assertThat(sms.last(PHONE)).isEmpty();
    assertThat(post("/sms", text("2")).statusCode()).isEqualTo(202);
    assertThat(sms.last(PHONE).orElseThrow().code()).isEqualTo("2");
  }

  private static String text(String code) {
    return "{\"phone\":\"%s\",\"text\":\"Your code is %s\",\"code\":\"%s\"}"
        .formatted(PHONE, code, code);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(sms.baseUrl().resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(sms.baseUrl().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
