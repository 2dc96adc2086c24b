package io.dams.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTest {

  private final ClientAddress clients = new ClientAddress(List.of("10.0.0.0/8", "2001:db8::/32"));

  @Test
  void believesNoStranger() {
    assertThat(clients.of(from("203.0.113.7", "1.2.3.4"))).isEqualTo("203.0.113.7");
    assertThat(clients.of(from("203.0.113.7", "10.0.0.1"))).isEqualTo("203.0.113.7");
  }

  @Test
  void takesTheLastEntryThatNoneOfOurProxiesWrote() {
    assertThat(clients.of(from("10.0.0.1", "203.0.113.7"))).isEqualTo("203.0.113.7");
    assertThat(clients.of(from("10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2")))
        .isEqualTo("203.0.113.7");
    assertThat(clients.of(from("2001:db8:0:0:0:0:0:1", "203.0.113.7"))).isEqualTo("203.0.113.7");
  }

  @Test
  void staysWithTheProxyWhenAnEntryIsNoAddress() {
    assertThat(clients.of(from("10.0.0.1", "203.0.113.7, unknown"))).isEqualTo("10.0.0.1");
    assertThat(clients.of(from("10.0.0.1", "evil.example"))).isEqualTo("10.0.0.1");
    assertThat(clients.of(from("10.0.0.1", ""))).isEqualTo("10.0.0.1");
  }

  @Test
  void countsANetworkOfIpv6AsOneClient() {
    String one = clients.networkOf(from("2001:db9:1:2:3:4:5:6", ""));
    assertThat(clients.networkOf(from("2001:db9:1:2:ffff:0:0:9", ""))).isEqualTo(one);
    assertThat(clients.networkOf(from("2001:db9:1:3:3:4:5:6", ""))).isNotEqualTo(one);
    assertThat(clients.networkOf(from("203.0.113.7", ""))).isEqualTo("203.0.113.7");
  }

  @Test
  void anImpossibleAddressInTheHeaderIsNotCounted() {
    assertThat(clients.networkOf(from("10.0.0.1", "::::::"))).isEqualTo("10.0.0.1");
    assertThat(clients.networkOf(from("10.0.0.1", "999.1.1.1"))).isEqualTo("10.0.0.1");
  }

  @Test
  void believesHostAndProtoOfOurProxiesOnly() {
    var headers = from("10.0.0.1", "203.0.113.7").mutate();
    headers.header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "api.example");
    assertThat(clients.origin(headers.build())).hasToString("https://api.example");
    var stranger = from("203.0.113.7", "").mutate();
    stranger.header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "evil.example");
    assertThat(clients.origin(stranger.build())).hasToString("http://gateway:8080");
    var odd = from("10.0.0.1", "").mutate().header("X-Forwarded-Host", "a b/c");
    assertThat(clients.origin(odd.build())).hasToString("http://gateway:8080");
  }

  private static org.springframework.http.server.reactive.ServerHttpRequest from(
      String peer, String forwardedFor) {
    var request =
        MockServerHttpRequest.get("http://gateway:8080/v1/brands")
            .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(peer), 4711));
    if (!forwardedFor.isEmpty()) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    return request.build();
  }
}
