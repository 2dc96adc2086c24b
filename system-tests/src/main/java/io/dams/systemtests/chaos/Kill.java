package io.dams.systemtests.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A service is killed (SIGKILL) when so many steps have begun, and started again a little later.
 *
 * @param service its short name
 * @param down from the kill to the start, which then takes its time
 */
record Kill(int afterSteps, String service, Duration down) {

  /** The services on the way of an order, behind the gateway. */
  static final List<String> SERVICES = List.of("frontoffice", "backoffice", "matching", "ledger");

  private static final int MAX_DOWN_MILLIS = 3_000;

  /**
   * Kills spread over a run, each service at least once when there are four or more. The same seed
   * gives the same kills.
   *
   * @param groups of the run
   */
  static List<Kill> schedule(long seed, int groups, int kills) {
    return schedule(seed, groups, kills, SERVICES);
  }

  /** The same for other steps and services. */
  static List<Kill> schedule(long seed, int steps, int kills, List<String> services) {
    var random = new Random(seed ^ 0x6B696C6CL);
    List<String> first = new ArrayList<>(services);
    Collections.shuffle(first, random);
    List<Kill> schedule = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      String service =
          i < first.size() ? first.get(i) : services.get(random.nextInt(services.size()));
      long place = steps * (i * 1_000L + 200 + random.nextInt(600)) / (kills * 1_000L);
      schedule.add(
          new Kill((int) place, service, Duration.ofMillis(random.nextInt(MAX_DOWN_MILLIS))));
    }
    return schedule;
  }
}
