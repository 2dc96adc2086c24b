package io.dams.backoffice.ordergroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LifeCycleTest {

  @Test
  void onlyASubmittedGroupIsEndedByTheCore() {
    assertThat(GroupState.RESERVING.next())
        .containsExactlyInAnyOrder(GroupState.SUBMITTED, GroupState.FAILED);
    assertThat(GroupState.SUBMITTED.next())
        .containsExactlyInAnyOrder(GroupState.REJECTED, GroupState.ENDED);
  }

  @Test
  void nothingLeavesAnEndOfAGroup() {
    assertThat(EnumSet.of(GroupState.FAILED, GroupState.REJECTED, GroupState.ENDED))
        .allSatisfy(state -> assertThat(state.next()).isEmpty());
  }

  @Test
  void aPartIsReleasedOnlyOnceAndOnlyAfterItWasDefinitelyDone() {
    assertThat(PartState.values())
        .filteredOn(state -> state.next().contains(PartState.ENDED))
        .containsExactly(PartState.PREPARED);
    assertThat(PartState.ENDED.next()).isEmpty();
    assertThat(PartState.REFUSED.next()).isEmpty();
  }

  @Test
  void everyStateIsReachedAndNoneComesBack() {
    assertThat(reachable(GroupState.RESERVING, GroupState::next))
        .containsExactlyInAnyOrder(GroupState.values());
    assertThat(reachable(PartState.PREPARING, PartState::next))
        .containsExactlyInAnyOrder(PartState.values());
    for (GroupState state : GroupState.values()) {
      for (GroupState next : state.next()) {
        assertThat(reachable(next, GroupState::next)).doesNotContain(state);
      }
    }
  }

  private static <S extends Enum<S>> Set<S> reachable(S start, Function<S, Set<S>> next) {
    EnumSet<S> seen = EnumSet.of(start);
    Deque<S> open = new ArrayDeque<>(Set.of(start));
    while (!open.isEmpty()) {
      for (S state : next.apply(open.pop())) {
        if (seen.add(state)) {
          open.push(state);
        }
      }
    }
    return seen;
  }
}
