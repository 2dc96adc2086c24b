package io.dams.frontoffice.stream;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class SseClientTest {

  /** As Tomcat says it when a write has failed and the stream's thread comes later. */
  @Test
  void aRequestThatTheServerHasEndedIsClosedAlready() {
    SseEmitter ended =
        new SseEmitter() {
          @Override
          public void complete() {
            throw new IllegalStateException("the AsyncContext had an error");
          }
        };
    assertThatCode(new SseClient(ended)::close).doesNotThrowAnyException();
  }
}
