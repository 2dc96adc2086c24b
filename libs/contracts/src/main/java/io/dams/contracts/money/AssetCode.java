package io.dams.contracts.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The code of an asset: a merchant's point (the seeds' {@code exCode}) or a token. 2 to 12
 * upper-case letters and digits, a letter first.
 *
 * @param code for example {@code SKY}
 */
public record AssetCode(@JsonValue String code) implements Comparable<AssetCode> {

  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{1,11}");

  /** Throws {@link IllegalArgumentException} when the code is not of the form. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AssetCode {
    if (!FORM.matcher(code).matches()) {
      throw new IllegalArgumentException("asset code must match " + FORM + ", not '" + code + "'");
    }
  }

  @Override
  public int compareTo(AssetCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
