package io.dams.gateway.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;

/**
 * Finds the client's address: the peer's, or where the peer is one of our proxies, the last entry
 * of {@code X-Forwarded-For} that none of our proxies wrote. What a client wrote itself never
 * counts.
 */
public class ClientAddress {

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
  private static final String FORWARDED_HOST = "X-Forwarded-Host";
  private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");
  private static final int NETWORK_BYTES = 8;

  private final List<InetAddressMatcher> proxies;

  ClientAddress(List<String> trustedProxies) {
    this.proxies = trustedProxies.stream().map(InetAddressMatchers::fromIpAddress).toList();
  }

  /** The client's address as text. */
  public String of(ServerHttpRequest request) {
    String address = peer(request);
    List<String> forwarded = entries(request.getHeaders());
    for (int i = forwarded.size() - 1; i >= 0 && isProxy(address); i--) {
      String entry = forwarded.get(i);
      if (!isAddress(entry)) {
        return address;
      }
      address = entry;
    }
    return address;
  }

  /**
   * What a limit counts by: an IPv4 address, or the /64 of an IPv6 address, of which a single
   * client usually has all.
   */
  public String networkOf(ServerHttpRequest request) {
    String text = of(request);
    if (text.indexOf(':') < 0) {
      return text;
    }
    InetAddress address = InetAddress.ofLiteral(text);
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }

  /** The URL as the client wrote it, up to the port: {@code https://api.example.com}. */
  URI origin(ServerHttpRequest request) {
    URI own = request.getURI();
    boolean behindProxy = isProxy(peer(request));
    @Nullable String proto = behindProxy ? request.getHeaders().getFirst(FORWARDED_PROTO) : null;
    @Nullable String host = behindProxy ? request.getHeaders().getFirst(FORWARDED_HOST) : null;
    String scheme = "https".equals(proto) || "http".equals(proto) ? proto : own.getScheme();
    boolean known = host != null && HOST.matcher(host).matches();
    return URI.create(scheme + "://" + (known ? host : own.getRawAuthority()));
  }

  private boolean isProxy(String address) {
    return proxies.stream().anyMatch(matcher -> matcher.matches(address));
  }

  private static boolean isAddress(String entry) {
    if (!LITERAL.matcher(entry).matches()) {
      return false;
    }
    try {
      return !InetAddress.ofLiteral(entry).isAnyLocalAddress();
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static String peer(ServerHttpRequest request) {
    @Nullable InetSocketAddress remote = request.getRemoteAddress();
    @Nullable InetAddress address = remote == null ? null : remote.getAddress();
    return address == null ? "0.0.0.0" : address.getHostAddress();
  }

  private static List<String> entries(HttpHeaders headers) {
    return headers.getValuesAsList(FORWARDED_FOR).stream().map(String::trim).toList();
  }
}
