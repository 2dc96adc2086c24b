package io.dams.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.backoffice.World.Merchant;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The service's own books beside those of the merchants. */
public final class Books {

  private final JdbcTemplate jdbc;

  /** Reads our books by JDBC. */
  public Books(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** One line, whoever wrote it. */
  public record Line(String transferId, TransferKind kind, long units) {}

  /** The lines of {@code point_statement_book} for a group, by id. */
  public List<Line> ours(OrderGroupId group) {
    return jdbc.query(
        """
        SELECT transfer_id, kind, units FROM point_statement_book
        WHERE group_id = ? ORDER BY transfer_id
        """,
        (row, _) ->
            new Line(row.getString(1), TransferKind.valueOf(row.getString(2)), row.getLong(3)),
        group.value());
  }

  /** The lines of all merchants' statements for a group, by id. */
  public List<Line> theirs(OrderGroupId group) {
    return Stream.of(Merchant.values())
        .flatMap(merchant -> World.merchant(merchant).statement().stream())
        .filter(line -> line.orderGroup().equals(group.toString()))
        .map(Books::line)
        .sorted(java.util.Comparator.comparing(Line::transferId))
        .toList();
  }

  /** Invariant 2, first half: both books agree, line by line, and each merchant's is balanced. */
  public void agree(OrderGroupId group) {
    assertThat(ours(group)).isEqualTo(theirs(group));
    for (Merchant merchant : Merchant.values()) {
      assertThat(World.merchant(merchant).totals().isBalanced()).isTrue();
    }
  }

  /** Units of a kind of movement for one leg at the merchants. */
  public long units(LegTerms leg, TransferKind kind) {
    TransferId reserve = TransferId.reserve(leg.leg());
    return World.merchant(Merchant.valueOf(leg.point().code())).statement().stream()
        .filter(line -> line.kind() == kind)
        .filter(
            line ->
                line.transferId().equals(reserve)
                    || reserve.equals(line.reverses())
                    || line.transferId().value().startsWith("settle-" + leg.leg() + "-"))
        .mapToLong(StatementPage.Line::units)
        .sum();
  }

  /** Everything that a failed or finished group's sell legs left in the intermediary accounts. */
  public long heldUnits(OrderGroupTerms terms) {
    return terms.legs().stream()
        .mapToLong(
            leg ->
                units(leg, TransferKind.RESERVE)
                    - units(leg, TransferKind.RETURN)
                    - units(leg, TransferKind.FEE))
        .sum();
  }

  /** The state of a group; NONE when it is not known. */
  public String groupState(OrderGroupId group) {
    List<String> states =
        jdbc.queryForList(
            "SELECT state FROM order_group WHERE group_id = ?", String.class, group.value());
    return states.isEmpty() ? "NONE" : states.getFirst();
  }

  /** The states of its legs, in their order. */
  public List<String> legStates(OrderGroupId group) {
    return jdbc.queryForList(
        "SELECT state FROM order_leg WHERE group_id = ? ORDER BY leg_id",
        String.class,
        group.value());
  }

  /** Obligations of a group that are not settled. */
  public List<String> open(OrderGroupTerms terms) {
    List<String> open = new ArrayList<>();
    for (LegTerms leg : terms.legs()) {
      open.addAll(
          jdbc.queryForList(
              "SELECT reference FROM obligation WHERE state <> 'SETTLED' AND reference LIKE ?",
              String.class,
              "%-" + leg.leg() + "%"));
    }
    open.addAll(
        jdbc.queryForList(
            "SELECT reference FROM obligation WHERE state <> 'SETTLED' AND reference LIKE ?",
            String.class,
            "%-" + terms.group()));
    return open;
  }

  /**
   * From now on it is too late for a group's reserves: what was not tried yet is not, and what was
   * is given up at its next attempt.
   */
  public void deadlinePasses(OrderGroupTerms terms) {
    for (LegTerms leg : terms.legs()) {
      jdbc.update(
          """
          UPDATE obligation SET payload = JSON_SET(payload, '$.deadline', '2000-01-01T00:00:00Z')
          WHERE kind = 'RESERVE' AND reference = ?
          """,
          TransferId.reserve(leg.leg()).value());
    }
  }

  /** The error book's row of a movement; empty when it has none. */
  public Map<String, Object> error(TransferId id) {
    List<Map<String, Object>> rows =
        jdbc.queryForList(
            "SELECT * FROM point_error_statement_book WHERE transfer_id = ?", id.value());
    return rows.isEmpty() ? Map.of() : rows.getFirst();
  }

  private static Line line(StatementPage.Line line) {
    return new Line(line.transferId().value(), line.kind(), line.units());
  }
}
