package io.dams.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class HoldPropertyTest {

  private static final AssetCode TOKEN = new AssetCode("DMT");
  private static final HoldId ID = new HoldId("order-8");
  private static final AccountId USER = AccountId.user(new UserId(42), 2, TOKEN);
  private static final Instant DUE = Instant.parse("2026-01-01T00:00:00Z");

  /** What a test does to a hold. */
  sealed interface Action {
    record Post(long units) implements Action {}

    record Commit() implements Action {}

    record VoidRest() implements Action {}

    record Expire(Instant now) implements Action {}
  }

  /** placed == posted + freed + still held after any sequence of actions, and ends are final. */
  @Property(tries = 2_000)
  void neverLosesAUnit(
      @ForAll @LongRange(min = 1, max = 1_000) long placed,
      @ForAll boolean expires,
      @ForAll @Size(max = 12) List<@From("actions") Action> actions) {
    Hold hold = hold(placed, 0, false, expires ? DUE : null);
    long posted = 0;
    long freed = 0;
    for (Action action : actions) {
      if (!(hold instanceof Hold.Placed open)) {
        break;
      }
      HoldOutcome outcome = act(open, action);
      if (outcome instanceof HoldOutcome.Changed changed) {
        switch (action) {
          case Action.Post _ -> posted += changed.moved().units();
          case Action.VoidRest _, Action.Expire _ -> freed += changed.moved().units();
          case Action.Commit _ -> assertThat(changed.moved().units()).isZero();
        }
        hold = changed.next();
      }
      assertThat(posted + freed + left(hold)).isEqualTo(placed);
      assertThat(posted(hold)).isEqualTo(posted);
    }
  }

  /** The last unit ends the hold; any other amount within the rest leaves it open. */
  @Property(tries = 1_000)
  void isPostedExactlyWhenNothingIsLeft(
      @ForAll @LongRange(min = 1) long placed, @ForAll @LongRange(min = 1) long units) {
    HoldOutcome outcome = hold(placed, 0, false, null).post(money(units));
    if (units > placed) {
      assertThat(outcome).isEqualTo(new HoldOutcome.ExceedsHold(ID, money(units), money(placed)));
    } else if (units == placed) {
      assertThat(outcome)
          .isEqualTo(
              new HoldOutcome.Changed(new Hold.Posted(ID, USER, money(placed)), money(units)));
    } else {
      assertThat(outcome)
          .isEqualTo(new HoldOutcome.Changed(hold(placed, units, false, null), money(units)));
    }
  }

  @Property(tries = 200)
  void refusesToPostNothingOrLess(@ForAll @LongRange(min = Long.MIN_VALUE, max = 0) long units) {
    assertThatThrownBy(() -> hold(10, 0, false, null).post(money(units)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void refusesToPlaceNothingOrLess(@ForAll @LongRange(min = Long.MIN_VALUE, max = 0) long units) {
    assertThatThrownBy(() -> hold(units, 0, false, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void doesNotExpireBeforeItsTime() {
    Hold.Placed hold = hold(10, 0, false, DUE);
    assertThat(hold.expire(DUE.minusNanos(1))).isEqualTo(new HoldOutcome.Unchanged(hold));
    assertThat(hold.expire(DUE))
        .isEqualTo(
            new HoldOutcome.Changed(
                new Hold.Expired(ID, USER, money(10), money(0), DUE), money(10)));
  }

  @Example
  void neverExpiresUnderItsOrder() {
    assertThat(hold(10, 0, false, DUE).commit()).isEqualTo(new HoldOutcome.WouldExpire(ID, DUE));
    Hold.Placed orders = hold(10, 0, true, null);
    assertThat(orders.expire(DUE)).isEqualTo(new HoldOutcome.Unchanged(orders));
  }

  @Example
  void readsBackFromItsRow() {
    List<Hold> holds =
        List.of(
            hold(10, 3, true, null),
            hold(10, 3, false, DUE),
            new Hold.Posted(ID, USER, money(10)),
            new Hold.Voided(ID, USER, money(10), money(3)),
            new Hold.Barred(ID));
    for (Hold hold : holds) {
      assertThat(HoldMapper.HoldRow.of(hold).hold()).isEqualTo(hold);
    }
  }

  @Provide
  Arbitrary<Action> actions() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 600).map(Action.Post::new),
        Arbitraries.create(Action.Commit::new),
        Arbitraries.create(Action.VoidRest::new),
        Arbitraries.longs().between(-5, 5).map(s -> new Action.Expire(DUE.plusSeconds(s))));
  }

  private static HoldOutcome act(Hold.Placed open, Action action) {
    return switch (action) {
      case Action.Post post -> open.post(money(post.units()));
      case Action.Commit _ -> open.commit();
      case Action.VoidRest _ -> open.voidRest();
      case Action.Expire expire -> open.expire(expire.now());
    };
  }

  private static long left(Hold hold) {
    return hold instanceof Hold.Placed open ? open.left().units() : 0;
  }

  private static long posted(Hold hold) {
    return switch (hold) {
      case Hold.Placed h -> h.posted().units();
      case Hold.Posted h -> h.placed().units();
      case Hold.Voided h -> h.posted().units();
      case Hold.Expired h -> h.posted().units();
      case Hold.Barred _ -> 0;
    };
  }

  private static Hold.Placed hold(
      long placed, long posted, boolean committed, @Nullable Instant expiresAt) {
    return new Hold.Placed(ID, USER, money(placed), money(posted), committed, expiresAt);
  }

  private static Money money(long units) {
    return new Money(TOKEN, units);
  }
}
