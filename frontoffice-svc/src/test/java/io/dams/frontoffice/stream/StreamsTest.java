package io.dams.frontoffice.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StreamsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Has nothing to send, ever. */
  private static final Feed QUIET =
      new Feed() {
        @Override
        public long position() {
          return 0;
        }

        @Override
        public boolean pump(Sink sink) {
          return false;
        }
      };

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final Streams streams = new Streams(Clock.fixed(NOW, ZoneOffset.UTC), metrics);

  @BeforeEach
  void start() {
    streams.start();
  }

  @AfterEach
  void stop() {
    streams.stop();
  }

  @Test
  void strangersAtTheMarketLeaveThePlacesOfOwners() {
    for (int i = 0; i < Audience.MARKET.places(); i++) {
      connect(Audience.MARKET, "C" + i % 3);
    }
    assertRefused(StreamProblem.STREAMS_FULL, Audience.MARKET, "C9");
    for (int i = 0; i < Audience.ACCOUNT.places(); i++) {
      connect(Audience.ACCOUNT, Integer.toString(i));
    }
    assertRefused(StreamProblem.STREAMS_FULL, Audience.ACCOUNT, "-1");
  }

  @Test
  void theNewestOfOneOwnerNeedsNoFreePlace() {
    for (int i = 0; i < Audience.ACCOUNT.places() - 5; i++) {
      connect(Audience.ACCOUNT, Integer.toString(i + 10));
    }
    for (int i = 0; i < 12; i++) {
      connect(Audience.ACCOUNT, "7");
    }
    assertRefused(StreamProblem.STREAMS_FULL, Audience.ACCOUNT, "8");
    connect(Audience.ACCOUNT, "7");
  }

  @Test
  void tellsAnErrorOfManyStreamsOnce(CapturedOutput output) {
    Feed broken =
        new Feed() {
          @Override
          public long position() {
            return 0;
          }

          @Override
          public boolean pump(Sink sink) {
            throw new IllegalArgumentException("no database");
          }
        };
    for (int i = 0; i < 100; i++) {
      streams.connect(Audience.MARKET, "C", NOW.plusSeconds(60), broken, new SseClient());
    }
    Awaitility.await().until(() -> streams.topics(Audience.MARKET).isEmpty());
    assertThat(output.getAll().split("ends by an error, ", -1)).hasSize(2);
    assertThat(metrics.counter("dams.streams.failed").count()).isEqualTo(100);
  }

  @Test
  void takesNobodyOnceItStops() {
    connect(Audience.MARKET, "C");
    streams.stop();
    Awaitility.await().until(() -> streams.topics(Audience.MARKET).isEmpty());
    assertRefused(StreamProblem.STREAMS_FULL, Audience.MARKET, "C");
  }

  private void connect(Audience audience, String about) {
    streams.connect(audience, about, NOW.plusSeconds(60), QUIET, new SseClient());
  }

  private void assertRefused(ProblemType problem, Audience audience, String about) {
    assertThatThrownBy(() -> connect(audience, about))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.type()).isEqualTo(problem));
  }
}
