package io.dams.systemtests.audit;

import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Backoffice;
import io.dams.systemtests.audit.Books.Ledger;
import io.dams.systemtests.audit.Books.PartnerSays;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one set of books from a running fleet: our schemas first, then the merchants. */
final class Auditor {

  private final Connection database;
  private final List<StatementClient> merchants;
  private final PartnerBookClient partner;
  private final Clock clock;

  /**
   * Reads with what is given, and closes nothing.
   *
   * @param database may read every schema; its transaction isolation is set here
   */
  Auditor(
      Connection database,
      List<StatementClient> merchants,
      PartnerBookClient partner,
      Clock clock) {
    this.database = database;
    this.merchants = List.copyOf(merchants);
    this.partner = partner;
    this.clock = clock;
  }

  /**
   * One moment of all schemas; then the merchants' and the partner's, which may be a little ahead.
   * What the partner has only begun since is left out.
   */
  Snapshot read() throws SQLException, IOException, InterruptedException {
    var rows = new Rows(database);
    Ledger ledger;
    Backoffice backoffice;
    List<Unrest> unrest;
    List<Snapshot.ErrorEntry> errors;
    Books.Frontoffice frontoffice;
    Books.Effects effects;
    Books.Pursuit pursuit;
    Books.Transfers transfers;
    LocalDate first;
    List<PartnerSays> before = partner.read();
    database.setAutoCommit(true);
    try (var statement = database.createStatement()) {
      statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
      try {
        unrest = new UnrestReader(rows).read();
        ledger = new LedgerReader(rows).read();
        var reader = new BackofficeReader(rows);
        backoffice = reader.read();
        errors = reader.errors();
        frontoffice = new FrontofficeReader(rows).read();
        effects = new EffectsReader(rows).read();
        pursuit = reader.pursuit();
        transfers = new TransferReader(rows).read(List.of());
        first = firstDay(rows);
      } finally {
        statement.execute("ROLLBACK");
      }
    }
    Map<AssetCode, List<StatementPage.Line>> statements = new HashMap<>();
    for (StatementClient merchant : merchants) {
      statements.put(merchant.point(), merchant.since(first));
    }
    transfers = transfers.withPartner(before, partner.read());
    var books = new Books(ledger, backoffice, statements, frontoffice, effects, pursuit, transfers);
    return new Snapshot(books, unrest, errors);
  }

  /** No merchant can have a line for us from before our first order; a day more for its clock. */
  private LocalDate firstDay(Rows rows) throws SQLException {
    @Nullable Timestamp first =
        rows.all("SELECT MIN(placed_at) FROM backoffice.order_group", row -> row.getTimestamp(1))
            .getFirst();
    var instant = first == null ? clock.instant() : first.toInstant();
    return instant.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
  }
}
