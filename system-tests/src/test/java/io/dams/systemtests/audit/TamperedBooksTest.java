package io.dams.systemtests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.systemtests.audit.Books.Account;
import io.dams.systemtests.audit.Books.Leg;
import io.dams.systemtests.audit.Books.Moved;
import io.dams.systemtests.audit.Books.Traded;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** There is no number in the books that could be another one without the auditor saying so. */
class TamperedBooksTest {

  @Property(tries = 200)
  void everyMovementCounts(
      @ForAll @IntRange(max = 99) int which, @ForAll @LongRange(min = 1, max = 1_000_000) long by) {
    BooksDraft draft = BooksDraft.sound();
    int i = which % draft.moved.size();
    Moved m = draft.moved.get(i);
    draft.moved.set(
        i,
        new Moved(
            m.transferId(),
            m.kind(),
            m.point(),
            m.units() + by,
            m.leg(),
            m.uid(),
            m.reverses(),
            m.merchantReference()));
    assertThat(Audit.of(draft.books())).isNotEmpty();
  }

  @Property(tries = 200)
  void everyBalanceCounts(
      @ForAll @IntRange(max = 99) int which, @ForAll @LongRange(min = 1, max = 1_000_000) long by) {
    BooksDraft draft = BooksDraft.sound();
    int i = which % draft.accounts.size();
    Account a = draft.accounts.get(i);
    draft.accounts.set(
        i,
        new Account(
            a.code(), a.kind(), a.owner(), a.asset(), a.balanceUnits() + by, a.entryUnits()));
    assertThat(Audit.of(draft.books())).isNotEmpty();
  }

  @Property(tries = 200)
  void everyExecutionCounts(
      @ForAll @IntRange(max = 99) int which, @ForAll @LongRange(min = 1, max = 50) long by) {
    BooksDraft draft = BooksDraft.sound();
    List<Leg> executed = draft.legs.stream().filter(leg -> leg.executedUnits() > by).toList();
    Leg leg = executed.get(which % executed.size());
    long units = leg.executedUnits() - by;
    draft.legs.set(
        draft.legs.indexOf(leg),
        new Leg(
            leg.leg(),
            leg.point(),
            leg.side(),
            leg.state(),
            leg.quantityUnits(),
            leg.feeUnits(),
            units));
    assertThat(Audit.of(draft.books())).isNotEmpty();
    Traded traded = draft.trades.get(leg.leg());
    draft.trades.put(leg.leg(), new Traded(units, traded.notionalUnits()));
    assertThat(Audit.of(draft.books()))
        .as("both the leg and its trades tell the same wrong number")
        .isNotEmpty();
  }
}
