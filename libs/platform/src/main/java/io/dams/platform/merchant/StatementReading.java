package io.dams.platform.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a merchant's statement, as far as it can be read: a line that is not of the contract's
 * form says nothing about the others.
 *
 * @param lines those of the contract's form, in the merchant's order
 * @param unbookable the others, in the merchant's order
 * @param next give it as {@code after} to read on; null at the end
 */
public record StatementReading(
    List<StatementPage.Line> lines, List<Unbookable> unbookable, @Nullable String next) {

  /** Copies the lists. */
  public StatementReading {
    lines = List.copyOf(lines);
    unbookable = List.copyOf(unbookable);
  }

  /** How many lines the page has. */
  public int size() {
    return lines.size() + unbookable.size();
  }

  /**
   * A line that no book can hold.
   *
   * @param transferId its id; null when that is not of the form either
   * @param faults the fields that are missing, not of the form or out of bounds, with commas
   *     between them; {@code line} when it is no object
   * @param text the line as the merchant sent it, JSON of any length
   */
  public record Unbookable(@Nullable TransferId transferId, String faults, String text) {}
}
