package io.dams.systemtests.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A service is killed when so many steps have begun, and started again a little later; or it is
 * made to stand still, and goes on.
 *
 * @param service its short name
 * @param down from the kill to the start, which then takes its time; or how long it stands still
 */
record Kill(int afterSteps, String service, Signal signal, Duration down) {

  /** What the process gets. */
  enum Signal {
    /** SIGKILL. */
    KILL,
    /** SIGSTOP, and in the end SIGCONT. */
    STOP
  }

  /** The services on the way of an order, behind the gateway. */
  static final List<String> SERVICES = List.of("frontoffice", "backoffice", "matching", "ledger");

  private static final int MAX_DOWN_MILLIS = 3_000;

  /** Kafka takes a consumer for gone after 10 s. */
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(12);

  private static final int MAX_FURTHER_PAUSE_MILLIS = 6_000;
  private static final int KILLS_OF_A_PAUSE = 4;

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
      Duration down = Duration.ofMillis(random.nextInt(MAX_DOWN_MILLIS));
      schedule.add(new Kill((int) place, service, Signal.KILL, down));
    }
    return schedule;
  }

  /**
   * The same kills, and for every four of them a service that stands still, in the order of their
   * moments.
   */
  static List<Kill> scheduleWithPauses(long seed, int groups, int kills) {
    var random = new Random(seed ^ 0x73746F70L);
    List<Kill> schedule = new ArrayList<>(schedule(seed, groups, kills));
    int pauses = kills / KILLS_OF_A_PAUSE;
    for (int i = 0; i < pauses; i++) {
      String service = SERVICES.get(random.nextInt(SERVICES.size()));
      long place = groups * (i * 1_000L + 200 + random.nextInt(600)) / (pauses * 1_000L);
      Duration pause = LEAST_PAUSE.plusMillis(random.nextInt(MAX_FURTHER_PAUSE_MILLIS));
      schedule.add(new Kill((int) place, service, Signal.STOP, pause));
    }
    schedule.sort(Comparator.comparingInt(Kill::afterSteps));
    return schedule;
  }
}
