package io.dams.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against server-side request forgery: what may be called, and what is connected to. */
class OutsideAddressesTest {

  private static final Map<String, String> NAMES =
      Map.of(
          "partner.example", "93.184.215.14",
          "inside.example", "10.1.2.3",
          "mapped.example", "::ffff:127.0.0.1");

  private final OutsideAddresses addresses = new OutsideAddresses(List.of(), this::find);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:7f00:1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1"
      })
  void whatIsNotOfThePublicInternetIsRefused(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
    assertThat(addresses.refusal("https://" + host + "/callback")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "198.20.0.1",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void whatIsOfThePublicInternetMayBeCalled(String address) throws UnknownHostException {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://inside.example/",
        "https://mapped.example/",
        "https://unknown.example/",
        "http://partner.example/",
        "ftp://partner.example/",
        "https://user@partner.example/",
        "https://partner.example/#there",
        "https:///callback",
        "partner.example/callback",
        "https://partner.example/ callback"
      })
  void anotherSpellingOfTheSameIsRefusedToo(String url) {
    assertThat(addresses.refusal(url)).isPresent();
  }

  @Test
  void aPublicHttpsAddressMayBeNamed() {
    assertThat(addresses.refusal("https://partner.example/callback?app=1")).isEmpty();
    assertThat(addresses.refusal("https://partner.example:8443/callback")).isEmpty();
    assertThat(addresses.refusal("https://partner.example/" + "a".repeat(255))).isPresent();
  }

  @Test
  void whatIsAllowedForASandboxIsAllowedAtThatPortOnly() throws UnknownHostException {
    var sandbox = new OutsideAddresses(List.of("127.0.0.1:8211"), this::find);

    assertThat(sandbox.refusal("http://127.0.0.1:8211/callback")).isEmpty();
    assertThat(sandbox.refusal("http://127.0.0.1:8104/internal/journals/x")).isPresent();
    assertThat(sandbox.resolve("127.0.0.1", 8211)).hasSize(1);
    assertThatThrownBy(() -> sandbox.resolve("127.0.0.1", 8104))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aNameThatIsBoundToAnotherAddressLaterIsNotConnectedTo() throws UnknownHostException {
    Deque<String> answers = new ArrayDeque<>(List.of("93.184.215.14", "127.0.0.1"));
    var rebound =
        new OutsideAddresses(
            List.of(), _ -> new InetAddress[] {InetAddress.getByName(answers.remove())});

    assertThat(rebound.refusal("https://rebinding.example/")).isEmpty();
    assertThatThrownBy(() -> rebound.resolver().resolve("rebinding.example", 443))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void oneBadAddressAmongGoodOnesRefusesTheName() {
    var mixed =
        new OutsideAddresses(
            List.of(),
            _ ->
                new InetAddress[] {
                  InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.1")
                });

    assertThatThrownBy(() -> mixed.resolve("mixed.example", 443))
        .isInstanceOf(UnknownHostException.class);
  }

  /** Names from the table, literals as they are: nothing is asked of a real name server. */
  private InetAddress[] find(String host) throws UnknownHostException {
    if (NAMES.containsKey(host)) {
      return new InetAddress[] {InetAddress.getByName(NAMES.get(host))};
    }
    if (host.endsWith(".example")) {
      throw new UnknownHostException(host);
    }
    return InetAddress.getAllByName(host);
  }
}
