package io.dams.contracts.merchant;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.id.TransferId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /v1/statements/{date}}: the merchant's own book of one UTC day, in the order
 * in which it was written.
 *
 * @param lines at most as many as asked for
 * @param next give it as {@code after} to read on; null at the end
 */
public record StatementPage(List<Line> lines, @Nullable String next) {

  /** Copies the list. */
  public StatementPage {
    lines = List.copyOf(lines);
  }

  /**
   * One executed transfer.
   *
   * @param uid the member; null for FEE
   * @param units positive; text in JSON
   * @param intermediaryUnits the intermediary account after it; text in JSON
   */
  public record Line(
      TransferId transferId,
      TransferKind kind,
      @Nullable String uid,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long units,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long intermediaryUnits,
      @Nullable TransferId reverses,
      String orderGroup,
      String merchantReference,
      Instant at) {}
}
