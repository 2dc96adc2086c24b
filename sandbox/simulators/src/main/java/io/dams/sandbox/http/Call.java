package io.dams.sandbox.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param method in upper case
 * @param uri path and query, undecoded
 * @param headers the first value of each, by lower-case name
 * @param body its exact bytes, empty for none
 */
public record Call(String method, URI uri, Map<String, String> headers, byte[] body) {

  /** The decoded path. */
  public String path() {
    return uri.getPath();
  }

  /** Path and query as they were sent: what a signature covers. */
  public String pathWithQuery() {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /** A header by its name in any case; null when there is none. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The first value of a query parameter; null when there is none. */
  public @Nullable String query(String name) {
    if (uri.getRawQuery() == null) {
      return null;
    }
    for (String pair : uri.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
      }
    }
    return null;
  }
}
