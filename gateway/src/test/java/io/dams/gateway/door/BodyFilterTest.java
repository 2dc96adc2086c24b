package io.dams.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class BodyFilterTest {

  private final BodyFilter filter = new BodyFilter(8, Duration.ofSeconds(60));

  @Test
  void namesTheBodyAndTheRuleWhenItBreaksOff() {
    DataBuffer half = DefaultDataBufferFactory.sharedInstance.wrap(new byte[] {'{'});
    var exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.post("/v1/order-groups")
                .body(Flux.concat(Mono.just(half), Flux.error(new IOException("reset")))));

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> filter.filter(exchange, next -> Mono.empty()).block(Duration.ofSeconds(60)));

    assertThat(refused.problem()).isEqualTo(GatewayProblem.INVALID_REQUEST);
    assertThat(refused.extensions()).isEqualTo(Map.of("field", "body", "rule", "complete"));
    assertThat(exchange.getResponse().getHeaders().getConnection()).containsExactly("close");
  }
}
