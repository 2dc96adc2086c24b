package io.dams.systemtests.chaos;

import io.dams.sandbox.partner.PartnerFault;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerFault.Effect;
import io.dams.sandbox.partner.PartnerOrder;
import io.dams.systemtests.chaos.Step.Asking;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The load of transfers, as a pure function of the seed: any step can be told without those before
 * it.
 *
 * @param customers how many take part
 */
record TransferSteps(long seed, int customers) {

  private static final long MANY = 0x9E3779B97F4A7C15L;
  private static final int TROUBLE_ONE_IN = 3;
  private static final int MOST_UNITS = 100_000;
  private static final int SCALE = 4;

  /** Longer than the service waits for a partner's answer in such a run. */
  private static final int HANG_MILLIS = 2_500;

  /** Deeper than MariaDB reads JSON. */
  private static final int ATTACHED_LISTS = 40;

  private static final List<Effect> ANYWHERE =
      List.of(
          new PartnerFault.Hang(HANG_MILLIS),
          new PartnerFault.Stall(HANG_MILLIS),
          new PartnerFault.DropReply(),
          new PartnerFault.Status(500, true),
          new PartnerFault.Status(503, false),
          new PartnerFault.Status(404, false),
          new PartnerFault.Garbage(),
          new PartnerFault.Attach(ATTACHED_LISTS),
          new PartnerFault.Redirect("http://169.254.169.254/"));

  private static final List<Effect> LIES =
      List.of(
          new PartnerFault.Lie(PartnerFault.About.AMOUNT),
          new PartnerFault.Lie(PartnerFault.About.USER),
          new PartnerFault.Lie(PartnerFault.About.ORDER));

  private static final List<Effect> DECISIONS =
      List.of(
          new PartnerFault.Decide(PartnerOrder.State.REFUSED),
          new PartnerFault.Decide(PartnerOrder.State.PENDING));

  /** Which way the units go. */
  enum Way {
    IN,
    OUT,
    /** Out by the app without any address. */
    INSIDE
  }

  /**
   * One transfer of the load.
   *
   * @param number from 0
   * @param customer whose units: an index
   * @param amount outside units of a transfer in, else inside units
   * @param trouble what goes wrong at the partner from now on; null for nothing
   */
  record Transfer(
      int number,
      int customer,
      Way way,
      String amount,
      Asking asking,
      @Nullable PartnerFault trouble) {}

  /** The step of a number. */
  Transfer step(int number) {
    RandomGenerator random = new SplittableRandom(seed * MANY + number);
    return new Transfer(
        number,
        random.nextInt(customers),
        Way.values()[random.nextInt(Way.values().length)],
        BigDecimal.valueOf(1L + random.nextInt(MOST_UNITS), SCALE).toPlainString(),
        asking(random),
        random.nextInt(TROUBLE_ONE_IN) == 0 ? trouble(random) : null);
  }

  private static Asking asking(RandomGenerator random) {
    int percent = random.nextInt(100);
    if (percent < 8) {
      return Asking.TWICE_AT_ONCE;
    } else if (percent < 16) {
      return Asking.AGAIN;
    }
    return percent < 22 ? Asking.AGAIN_WITH_ANOTHER_BODY : Asking.ONCE;
  }

  private static PartnerFault trouble(RandomGenerator random) {
    int times = 1 + random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> PartnerFault.at(Door.CREATE, any(random, DECISIONS));
      case 1 -> PartnerFault.at(random.nextBoolean() ? Door.CREATE : Door.INFO, any(random, LIES));
      default ->
          PartnerFault.at(Door.values()[random.nextInt(3)], any(random, ANYWHERE)).times(times);
    };
  }

  private static <T> T any(RandomGenerator random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
