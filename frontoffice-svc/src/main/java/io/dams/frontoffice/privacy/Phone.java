package io.dams.frontoffice.privacy;

import java.util.regex.Pattern;

/**
 * A phone number in E.164. Its text is masked, so that a number never reaches a log by accident.
 *
 * @param e164 for example {@code +8613800000001}
 */
public record Phone(String e164) {

  /** The form of a number, for request validation. */
  public static final String FORM = "\\+[1-9][0-9]{6,14}";

  private static final Pattern PATTERN = Pattern.compile(FORM);
  private static final int SHOWN_START = 4;
  private static final int SHOWN_END = 2;

  /** Throws {@link IllegalArgumentException}, without the number, when it is not of the form. */
  public Phone {
    if (!PATTERN.matcher(e164).matches()) {
      throw new IllegalArgumentException("a phone number must match " + FORM);
    }
  }

  /** The first four and the last two characters, stars between. */
  public String masked() {
    int hidden = e164.length() - SHOWN_START - SHOWN_END;
    return e164.substring(0, SHOWN_START)
        + "*".repeat(hidden)
        + e164.substring(e164.length() - SHOWN_END);
  }

  @Override
  public String toString() {
    return masked();
  }
}
