package io.dams.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.sandbox.merchant.Fault;
import io.dams.systemtests.chaos.Step.Asking;
import io.dams.systemtests.chaos.Step.Order;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {

  private static final int SHORT_RUN = 1_000;

  @Test
  void theSameSeedGivesTheSameSchedule() {
    assertThat(steps(42)).isEqualTo(steps(42));
    assertThat(steps(42)).isNotEqualTo(steps(43));
    assertThat(Kill.schedule(42, SHORT_RUN, 5)).isEqualTo(Kill.schedule(42, SHORT_RUN, 5));
  }

  @Test
  void aStepDoesNotDependOnThoseBeforeIt() {
    assertThat(new Steps(42, 12).step(777)).isEqualTo(steps(42).get(777));
  }

  @Test
  void aShortRunHasEveryKindOfOrderRequestCancelAndFault() {
    List<Step> steps = steps(1);
    assertThat(steps.stream().map(Step::asking).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Asking.class));
    assertThat(steps).anyMatch(step -> step.order() instanceof Order.Swap);
    assertThat(legs(steps).map(Order.Legs::timeInForce)).contains("GTC", "IOC");
    assertThat(legs(steps)).anyMatch(order -> order.expiresAfter() != null);
    assertThat(legs(steps)).anyMatch(order -> order.legs().size() == 1);
    assertThat(legs(steps)).anyMatch(order -> sells(order) == 2);
    assertThat(legs(steps)).anyMatch(order -> sells(order) == 1 && order.legs().size() == 3);
    var cancels = steps.stream().map(Step::cancel).filter(Objects::nonNull).toList();
    assertThat(cancels).anyMatch(cancel -> cancel.leg() >= 0);
    assertThat(cancels).anyMatch(cancel -> cancel.leg() < 0 && cancel.twice());
    Set<Class<?>> effects =
        steps.stream()
            .map(Step::trouble)
            .filter(Objects::nonNull)
            .map(trouble -> trouble.fault().effect().getClass())
            .collect(Collectors.toSet());
    Set<Class<?>> ofOrders = new HashSet<>(List.of(Fault.Effect.class.getPermittedSubclasses()));
    ofOrders.remove(Fault.SpoiltLines.class); // of statements, which no order asks for
    assertThat(effects).containsAll(ofOrders);
    assertThat(steps.stream().flatMap(step -> Stream.ofNullable(step.trouble())))
        .as("movements whose destination is closed")
        .filteredOn(
            trouble ->
                trouble.fault().effect() instanceof Fault.Refuse(MerchantProblem code)
                    && code == MerchantProblem.ACCOUNT_CLOSED)
        .extracting(trouble -> trouble.fault().kind())
        .contains(TransferKind.SETTLE, TransferKind.RETURN);
  }

  @Test
  void everyServiceIsKilledWithinTheRun() {
    List<Kill> kills = Kill.schedule(7, SHORT_RUN, 5);
    assertThat(kills.stream().map(Kill::service)).containsAll(Kill.SERVICES);
    assertThat(kills.stream().map(Kill::afterSteps))
        .isSorted()
        .allMatch(after -> after > 0 && after < SHORT_RUN);
  }

  @Test
  void aServiceStandsStillForEveryFourKillsAndTheKillsAreTheSame() {
    List<Kill> all = Kill.scheduleWithPauses(7, SHORT_RUN, 9);
    assertThat(all.stream().map(Kill::afterSteps)).isSorted();
    assertThat(all.stream().filter(kill -> kill.signal() == Kill.Signal.KILL))
        .containsExactlyElementsOf(Kill.schedule(7, SHORT_RUN, 9));
    assertThat(all.stream().filter(kill -> kill.signal() == Kill.Signal.STOP))
        .hasSize(2)
        .allMatch(kill -> kill.down().compareTo(Duration.ofSeconds(12)) >= 0);
  }

  private static long sells(Order.Legs order) {
    return order.legs().stream().filter(leg -> leg.side().equals("SELL")).count();
  }

  private static Stream<Order.Legs> legs(List<Step> steps) {
    return steps.stream()
        .map(Step::order)
        .filter(Order.Legs.class::isInstance)
        .map(Order.Legs.class::cast);
  }

  private static List<Step> steps(long seed) {
    var steps = new Steps(seed, 12);
    return IntStream.range(0, SHORT_RUN).mapToObj(steps::step).toList();
  }
}
