package io.dams.systemtests.audit;

import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Merchant;
import io.dams.sandbox.MerchantCredentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** {@code ./fleet audit}: the invariants against the running fleet and the merchants' own books. */
public final class AuditCommand implements FleetCommand {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CONNECT = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String summary() {
    return "Check what must always hold against the running fleet and the merchants' own books";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet audit [--wait SECONDS] [--json | --short]

    Reads the ledger and the backoffice (with a database user that can only read) and each
    merchant's own statement (through its signed apiserver), and checks:

      1 conservation      every journal and every asset sums to zero; no balance that may not be
                          negative is; holds and purses equal what is open
      2 merchant points   for each leg, reserved = executed + returned + fee + held; the merchant's
                          intermediary account = held + traded but not settled; our statement book
                          equals the merchant's statement, line by line; so does the ledger's mirror
      3 fees              charged = floor(fee x executed / ordered), the rest is returned
      4 once              each accepted group, trade and movement has taken effect once in every
                          book: backoffice, ledger, what the customer is told, supply and demand
      5 unknown           no movement was given up without the merchant's word: what is closed was
                          made, what is refused was not, what is stuck stands in the error book
      8 agreement         each transfer with a partner app is the same in our book, in the
                          partner's, and in the ledger, to the unit

    Prints what breaks them, with amounts, and what stands in the error book.

      --wait SECONDS   look again until the fleet is at rest and everything holds, at most so long.
                       Without it the fleet is looked at once; while orders are under way, one book
                       may then be ahead of another
      --json           print the report as JSON
      --short          print a line when everything holds, and the whole report when not

    Exit code 0: every invariant holds. 1: one is broken. 2: wrong use, or the fleet is not up.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    var options = Options.parse(arguments);
    AuditReport report = audit(fleet, options.patience());
    System.out.println(
        switch (options.form()) {
          case JSON -> report.json();
          case SHORT -> report.shortText();
          case TEXT -> report.text();
        });
    return report.holds() ? 0 : 1;
  }

  /** Looks until the fleet is at rest and everything holds; the last look when time is up. */
  public static AuditReport audit(Installation fleet, Duration patience) throws Exception {
    Clock clock = Clock.systemUTC();
    RandomGenerator random = new SecureRandom();
    long deadline = System.nanoTime() + patience.toNanos();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        Connection database = connect(fleet)) {
      List<StatementClient> merchants = new ArrayList<>();
      for (Merchant merchant : Merchant.values()) {
        MerchantCredentials ours = fleet.merchantCredentials(merchant.name());
        merchants.add(
            new StatementClient(
                new AssetCode(merchant.name()),
                fleet.merchant(merchant.name()),
                ours.keyId(),
                Base64.getDecoder().decode(ours.secret()),
                http,
                clock,
                random));
      }
      var auditor =
          new Auditor(database, merchants, new PartnerBookClient(fleet.partner(), http), clock);
      while (true) {
        boolean last = System.nanoTime() >= deadline;
        Optional<AuditReport> report = look(auditor, last);
        if (report.isPresent() && (last || isAtRest(report.get()))) {
          return report.get();
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private static boolean isAtRest(AuditReport report) {
    return report.holds() && report.atRest();
  }

  /** Empty when a merchant did not answer and there is time to ask again. */
  private static Optional<AuditReport> look(Auditor auditor, boolean last)
      throws SQLException, InterruptedException {
    try {
      return Optional.of(AuditReport.of(auditor.read()));
    } catch (IOException e) {
      if (last) {
        throw new CommandException(
            "a merchant's or partner's book cannot be read: " + e.getMessage());
      }
      return Optional.empty();
    }
  }

  private static Connection connect(Installation fleet) {
    try {
      return fleet.connectAsAuditor();
    } catch (SQLException e) {
      throw new CommandException(
          "the database does not answer (%s); start the fleet with ./fleet up"
              .formatted(e.getMessage()));
    }
  }

  /** What stands after the command's name. */
  record Options(Duration patience, Form form) {

    /** How the report is printed. */
    enum Form {
      TEXT,
      JSON,
      SHORT
    }

    static Options parse(List<String> arguments) {
      Duration patience = Duration.ZERO;
      Form form = Form.TEXT;
      var rest = arguments.iterator();
      while (rest.hasNext()) {
        String argument = rest.next();
        switch (argument) {
          case "--json" -> form = Form.JSON;
          case "--short" -> form = Form.SHORT;
          case "--wait" -> patience = seconds(rest.hasNext() ? rest.next() : "");
          default -> throw new CommandException("what is '" + argument + "'? See --help");
        }
      }
      return new Options(patience, form);
    }

    private static Duration seconds(String text) {
      try {
        return Duration.ofSeconds(Math.max(0, Integer.parseInt(text)));
      } catch (NumberFormatException e) {
        throw new CommandException("--wait needs a number of seconds, not '" + text + "'");
      }
    }
  }
}
