package io.dams.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dams.contracts.money.AssetCode;
import java.util.regex.Pattern;

/**
 * A contract (type 积分换代币) by its pair, point first: {@code SKY-DMT}.
 *
 * @param value point and token code with a hyphen between
 */
public record ContractId(@JsonValue String value) implements Comparable<ContractId> {

  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{1,11}-[A-Z][A-Z0-9]{1,11}");

  /** Throws {@link IllegalArgumentException} when the value is not of the form. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ContractId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("contract must look like SKY-DMT, not '" + value + "'");
    }
  }

  /** The contract of a point and a token. */
  public static ContractId of(AssetCode point, AssetCode token) {
    return new ContractId(point + "-" + token);
  }

  /** The code of its point. */
  public AssetCode point() {
    return new AssetCode(value.substring(0, value.indexOf('-')));
  }

  /** The code of its token. */
  public AssetCode token() {
    return new AssetCode(value.substring(value.indexOf('-') + 1));
  }

  @Override
  public int compareTo(ContractId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
