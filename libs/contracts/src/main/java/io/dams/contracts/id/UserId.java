package io.dams.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An account of a user, as the frontoffice numbers them. Text in JSON.
 *
 * @param value positive
 */
public record UserId(long value) {

  /** Throws {@link IllegalArgumentException} when not positive. */
  public UserId {
    if (value <= 0) {
      throw new IllegalArgumentException("user id must be positive");
    }
  }

  /** Reads the decimal text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static UserId of(String text) {
    return new UserId(Long.parseLong(text));
  }

  @Override
  @JsonValue
  public String toString() {
    return Long.toString(value);
  }
}
