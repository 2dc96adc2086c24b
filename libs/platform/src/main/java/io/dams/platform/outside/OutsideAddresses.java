package io.dams.platform.outside;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;

/** Which addresses an outside party may give us to call. */
public final class OutsideAddresses {

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int MAX_LENGTH = 255;
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

  private final Set<String> allowed;
  private final Names names;

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Names {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  OutsideAddresses(List<String> allowed, Names names) {
    this.allowed =
        allowed.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    this.names = names;
  }

  /**
   * Why the URL may not be called; empty when it may. The name is looked up: a name that has any
   * address which is not of the public internet is refused. The same is checked again whenever a
   * connection is made.
   */
  public Optional<String> refusal(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return Optional.of("it is no URL");
    }
    return form(url, uri).or(() -> address(uri));
  }

  private Optional<String> form(String url, URI uri) {
    if (url.length() > MAX_LENGTH) {
      return Optional.of("it is longer than " + MAX_LENGTH + " characters");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return Optional.of("it must have a host, and neither a user nor a fragment");
    }
    boolean plain = "http".equals(uri.getScheme()) && isAllowed(uri.getHost(), port(uri));
    return plain || "https".equals(uri.getScheme())
        ? Optional.empty()
        : Optional.of("it must begin with https://");
  }

  private Optional<String> address(URI uri) {
    try {
      List<InetSocketAddress> found = resolve(uri.getHost(), port(uri));
      return found.isEmpty() ? Optional.of("its host has no address") : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The addresses to connect to. Throws {@link UnknownHostException} when the name has none, or has
   * one that is not of the public internet.
   */
  List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] found = find(bare);
    if (!isAllowed(bare, port)) {
      for (InetAddress one : found) {
        if (!PublicAddresses.contain(one)) {
          throw new UnknownHostException("its host is not on the public internet");
        }
      }
    }
    return Arrays.stream(found).map(one -> new InetSocketAddress(one, port)).toList();
  }

  /** A number that others may read as another address (octal, decimal, shortened) is none. */
  private InetAddress[] find(String host) throws UnknownHostException {
    try {
      InetAddress[] found = names.find(host);
      if (NUMERIC.matcher(host).matches()
          && Arrays.stream(found).noneMatch(one -> one.getHostAddress().equals(host))) {
        throw new UnknownHostException("its host is no address");
      }
      return found;
    } catch (IllegalArgumentException e) {
      throw (UnknownHostException) new UnknownHostException("its host is no address").initCause(e);
    }
  }

  /** For connections: only what {@link #resolve} gives is ever connected to. */
  DnsResolver resolver() {
    return new DnsResolver() {
      @Override
      public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return OutsideAddresses.this.resolve(host, port);
      }

      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return OutsideAddresses.this.resolve(host, HTTPS_PORT).stream()
            .map(InetSocketAddress::getAddress)
            .toArray(InetAddress[]::new);
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  private boolean isAllowed(String host, int port) {
    return allowed.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "http".equals(uri.getScheme()) ? HTTP_PORT : HTTPS_PORT;
  }
}
