package io.dams.platform.outside;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back from an outside party. */
public sealed interface OutsideAnswer {

  /**
   * It answered, with whatever status; a redirect is an answer and is not followed.
   *
   * @param headers the first value of each, by lower-case name
   * @param body whole
   */
  record Answered(int status, Map<String, String> headers, byte[] body) implements OutsideAnswer {

    /** Copies the headers. */
    public Answered {
      headers = Map.copyOf(headers);
    }

    /** A header by its name in any case; null when there is none. */
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * No whole answer came in time. Whether the party did anything is unknown.
   *
   * @param reason a stable code
   */
  record Nothing(String reason) implements OutsideAnswer {}
}
