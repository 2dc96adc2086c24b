package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.util.Objects;

/**
 * Body of {@code PUT /internal/holds/{group}}: set tokens aside for a group's buy leg. Idempotent
 * by the group; another body is refused. The hold does not expire: it ends with the group.
 *
 * @param group the order group: also the hold's id
 * @param user whose tokens
 * @param asset the token
 * @param units positive; text in JSON
 */
public record HoldRequest(
    OrderGroupId group,
    UserId user,
    AssetCode asset,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long units) {

  /** Throws {@link NullPointerException} when something is missing. */
  public HoldRequest {
    Objects.requireNonNull(group);
    Objects.requireNonNull(user);
    Objects.requireNonNull(asset);
  }
}
