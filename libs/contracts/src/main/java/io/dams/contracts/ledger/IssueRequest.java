package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.util.Objects;

/**
 * Body of {@code PUT /internal/issues/{reference}}: tokens come into being, from {@code
 * issuer:<token>} to a user. For operators only.
 *
 * @param user who gets them
 * @param asset the token
 * @param units positive; text in JSON
 */
public record IssueRequest(
    UserId user, AssetCode asset, @JsonFormat(shape = JsonFormat.Shape.STRING) long units) {

  /** Throws {@link NullPointerException} when something is missing. */
  public IssueRequest {
    Objects.requireNonNull(user);
    Objects.requireNonNull(asset);
  }
}
