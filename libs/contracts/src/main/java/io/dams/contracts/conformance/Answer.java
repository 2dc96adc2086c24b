package io.dams.contracts.conformance;

import java.util.regex.Pattern;

/** What came back for a request. */
sealed interface Answer {

  /** For the report. */
  String text();

  /**
   * An HTTP answer.
   *
   * @param mediaType without parameters, lower case
   */
  record Arrived(int status, String mediaType, String body) implements Answer {

    private static final int MAX_TEXT = 600;
    private static final Pattern TOKEN = Pattern.compile("(\"token\"\\s*:\\s*\")[^\"]*\"");

    @Override
    public String text() {
      String shown = body.length() > MAX_TEXT ? body.substring(0, MAX_TEXT) + "…" : body;
      return status + (shown.isBlank() ? "" : " " + TOKEN.matcher(shown).replaceAll("$1…\""));
    }
  }

  /** No HTTP answer, or not in time. What the merchant did is not known. */
  record Lost(String reason) implements Answer {

    @Override
    public String text() {
      return reason;
    }
  }
}
