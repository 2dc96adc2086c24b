package io.dams.systemtests.chaos;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.systemtests.fleet.OwnFleet;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./fleet chaos}: the fault tests of points trading and of transfers, on a fleet of its own.
 */
public final class ChaosCommand implements FleetCommand {

  private static final int PORT_OFFSET = 5_000;
  private static final int GROUPS_OF_A_KILL = 500;
  private static final int MOST_GROUPS = 1_000_000;
  private static final int MOST_TRANSFERS = 100_000;

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String summary() {
    return "Trade, or transfer, with failing partners while services are killed; nothing is lost";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet chaos [points] [--seed N] [--groups N | --minutes M] [--kills N]
           ./fleet chaos transfer [--seed N] [--transfers N] [--kills N]

    points: starts a fleet of its own beside any that is up (target/chaos, ports + 5000) and lets twelve
    customers trade points through its gateway: single legs, buy 1 sell many, buy many sell 1,
    immediate-or-cancel, fill-or-kill by quote, expiring orders, cancels of groups and legs, cancels
    twice, requests twice under one key. Meanwhile merchants refuse, hang, break off, answer after
    doing the work, too late or wrongly, and frontoffice, backoffice, matching core and ledger are
    killed (SIGKILL) and started again, or stand still for longer than Kafka waits (SIGSTOP); push
    services fail, too. Then everything is cancelled and comes to rest; what each customer was told must be what the merchants and the ledger have, each
    phone must have been told of each of its orders, and the audit must be green.

      --seed N      the same seed gives the same orders, faults and kills; else a random one
      --groups N    order groups; 1000
      --minutes M   instead of a count: new orders for so long
      --kills N     4 and one more for each 1,000 groups; with --minutes, one for each 500; for
                    every four kills a service stands still once

    transfer: on such a fleet, four customers move units in and out with a partner app that refuses,
    hangs, lies, breaks off and answers after doing the work, and with one that has nobody behind it;
    requests are sent twice, and again with another body. Transfer service, ledger and partner are
    killed and started again. At rest every order is final, each customer has in the ledger what its
    orders tell, the partner has one result of each order, and the audit must be green.

      --transfers N  200
      --kills N      3 and one more for each 500 transfers

    Exit code 0: 0 lost, 0 doubled, error book empty, every invariant holds. 1: not; the seed is
    printed, and the logs are in target/chaos/logs. 2: wrong use.
    """;
  }

  private interface Run {
    ChaosReport on(Installation fleet) throws Exception;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    if (!arguments.isEmpty() && arguments.getFirst().equals("transfer")) {
      TransferChaosRun run = parseTransfers(arguments.subList(1, arguments.size()));
      Map<String, String> settings = new HashMap<>(OwnFleet.NO_LIMITS);
      settings.putAll(TransferChaosRun.SETTINGS);
      return onOwn(fleet, OwnFleet.BESIDE_TRANSFERS, settings, run::on);
    }
    ChaosRun run = parse(arguments);
    return onOwn(fleet, OwnFleet.BESIDE_POINTS, OwnFleet.NO_LIMITS, run::on);
  }

  private static int onOwn(
      Installation fleet, Set<String> without, Map<String, String> settings, Run run)
      throws Exception {
    var own = new OwnFleet(fleet.root(), fleet.root().resolve("target/chaos"), PORT_OFFSET);
    try {
      return run.on(own.start(without, settings, System.out::println)).passed() ? 0 : 1;
    } finally {
      own.end();
    }
  }

  static TransferChaosRun parseTransfers(List<String> words) {
    long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
    int transfers = 200;
    int kills = -1;
    for (int i = 0; i < words.size(); i += 2) {
      long value = number(words, i);
      switch (words.get(i)) {
        case "--seed" -> seed = value;
        case "--transfers" -> transfers = Math.clamp(value, 1, MOST_TRANSFERS);
        case "--kills" -> kills = Math.clamp(value, 0, 10_000);
        default -> throw new CommandException("what is '" + words.get(i) + "'? See --help");
      }
    }
    return new TransferChaosRun(seed, transfers, kills < 0 ? 3 + transfers / 500 : kills);
  }

  static ChaosRun parse(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    words.removeIf(word -> word.equals("points"));
    long seed = new SecureRandom().nextInt(Integer.MAX_VALUE);
    int groups = 1_000;
    int minutes = 0;
    int kills = -1;
    for (int i = 0; i < words.size(); i += 2) {
      long value = number(words, i);
      switch (words.get(i)) {
        case "--seed" -> seed = value;
        case "--groups" -> groups = Math.clamp(value, 1, MOST_GROUPS);
        case "--minutes" -> minutes = Math.clamp(value, 1, 24 * 60);
        case "--kills" -> kills = Math.clamp(value, 0, 10_000);
        default -> throw new CommandException("what is '" + words.get(i) + "'? See --help");
      }
    }
    if (minutes > 0) {
      int most = kills < 0 ? MOST_GROUPS / GROUPS_OF_A_KILL : kills;
      return new ChaosRun(seed, MOST_GROUPS, Duration.ofMinutes(minutes), most);
    }
    return of(seed, groups, kills < 0 ? 4 + groups / 1_000 : kills);
  }

  /** A run of so many groups, and as much time as they may take. */
  public static ChaosRun of(long seed, int groups, int kills) {
    Duration within = Duration.ofMinutes(8).plusMillis(groups * 400L);
    return new ChaosRun(seed, groups, within, kills);
  }

  private static long number(List<String> words, int at) {
    try {
      return Long.parseLong(at + 1 < words.size() ? words.get(at + 1) : "");
    } catch (NumberFormatException e) {
      throw new CommandException(words.get(at) + " needs a number; see --help");
    }
  }
}
