package io.dams.sandbox.conformance;

import io.dams.contracts.conformance.Conformance;
import io.dams.contracts.conformance.ConformanceMain;
import io.dams.contracts.conformance.ConformanceReport;
import io.dams.contracts.conformance.ConformanceReport.Outcome;
import io.dams.contracts.conformance.ConformanceSettings;
import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Merchant;
import io.dams.sandbox.client.JsonHttpClient;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a merchant's server whether it keeps the contract: any merchant's, or the sandbox's own. */
public final class ConformanceCommand implements FleetCommand {

  private static final String PROCESS = "merchants";
  private static final String UID = "conformance-1";
  private static final String PHONE = "+8613900000001";
  private static final String OTHER_UID = "conformance-2";
  private static final String OTHER_PHONE = "+8613900000002";
  private static final String UNITS = "1000000";

  @Override
  public String name() {
    return "conformance";
  }

  @Override
  public String summary() {
    return "Ask a merchant's server whether it keeps the merchant contract";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet conformance [--kill] [--verbose]
           ./fleet conformance URL --key-id ID --uid UID [OPTIONS]

    Without URL it asks the three merchants of the fleet that is up, by members of their own and
    with a fee of one point each. --kill lets it kill the merchants' process, which the fleet
    survives, to see that nothing is forgotten; --verbose prints every check.

    With URL it asks any merchant's server; docs/merchants.md tells how to prepare it.

    %s
    Exit code 0 when each keeps the contract, 1 when not, 2 when that could not be told.
    """
        .formatted(ConformanceMain.OPTIONS.indent(4).strip());
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    if (!Set.of("--kill", "--verbose").containsAll(arguments)) {
      return ConformanceMain.run(arguments, System.getenv(), System.out, System.err);
    }
    int code = 0;
    for (Merchant merchant : Merchant.values()) {
      ConformanceReport report = ask(fleet, merchant, arguments.contains("--kill"));
      System.out.printf(
          "%-5s %d passed, %d failed, %d skipped, %.1f s%n",
          merchant,
          report.count(Outcome.PASS),
          report.count(Outcome.FAIL),
          report.count(Outcome.SKIP),
          report.millis() / 1000.0);
      if (arguments.contains("--verbose") || !report.isConformant()) {
        System.out.println(report.text(false));
      }
      code = Math.max(code, report.exitCode());
    }
    return code;
  }

  private static ConformanceReport ask(Installation fleet, Merchant merchant, boolean kill) {
    try {
      join(fleet, merchant, UID, PHONE);
      join(fleet, merchant, OTHER_UID, OTHER_PHONE);
    } catch (UncheckedIOException e) {
      throw new CommandException(merchant + " does not answer; is the fleet up? ./fleet status");
    }
    var credentials = fleet.merchantCredentials(merchant.name());
    var settings =
        ConformanceSettings.of(
                fleet.merchant(merchant.name()),
                credentials.keyId(),
                Base64.getDecoder().decode(credentials.secret()),
                UID)
            .phone(PHONE)
            .otherUid(OTHER_UID)
            .payingFee();
    return Conformance.run(
        kill ? settings.restart(() -> restart(fleet)) : settings,
        Clock.systemUTC(),
        new SecureRandom(),
        result -> {});
  }

  /** Nothing happens when the member is there. */
  private static void join(Installation fleet, Merchant merchant, String uid, String phone) {
    JsonHttpClient.at(fleet.merchant(merchant.name()))
        .put("/sandbox/members/" + uid, Map.of("phone", phone, "units", UNITS))
        .ok();
  }

  private static void restart(Installation fleet) {
    fleet.supervisor().kill(PROCESS);
    fleet.supervisor().start(PROCESS);
  }
}
