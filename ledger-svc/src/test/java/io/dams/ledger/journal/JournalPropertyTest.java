package io.dams.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class JournalPropertyTest {

  private static final AssetCode DMT = new AssetCode("DMT");
  private static final AssetCode SKY = new AssetCode("SKY");
  private static final Reference REFERENCE = new Reference("operator", "r");

  /** A journal exists exactly when the entries of each asset sum to zero. */
  @Property(tries = 1_000)
  void isBalancedPerAsset(
      @ForAll @Size(min = 1, max = 6) List<@LongRange(min = -50, max = 50) Long> units,
      @ForAll @LongRange(min = -1, max = 1) long off) {
    List<Entry> entries = new ArrayList<>();
    long sum = 0;
    for (long each : units) {
      if (each != 0) {
        entries.add(new Entry(AccountId.user(new UserId(entries.size() + 1), DMT), each));
        sum += each;
      }
    }
    long last = off - sum;
    if (last != 0) {
      entries.add(new Entry(AccountId.issuer(DMT), last));
    }
    if (entries.size() < 2 || off != 0) {
      assertThatThrownBy(() -> journal(entries)).isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(journal(entries).entries().stream().mapToLong(Entry::units).sum()).isZero();
    }
  }

  /** Two assets never make up for each other. */
  @Property(tries = 200)
  void doesNotMixAssets(@ForAll @LongRange(min = 1) long units) {
    assertThatThrownBy(
            () ->
                journal(
                    List.of(
                        new Entry(AccountId.issuer(DMT), -units),
                        new Entry(AccountId.intermediary(SKY), units))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Journal.transfer(
                    REFERENCE,
                    Operation.ISSUE,
                    null,
                    AccountId.issuer(DMT),
                    AccountId.intermediary(SKY),
                    new Money(DMT, units)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The order in which entries are named is no part of the body; everything else is. */
  @Property(tries = 200)
  void hashesTheBodyOnly(@ForAll @LongRange(min = 2, max = 1_000) long units, @ForAll long seed) {
    List<Entry> entries =
        new ArrayList<>(
            List.of(
                new Entry(AccountId.issuer(DMT), -2 * units),
                new Entry(AccountId.user(new UserId(1), DMT), units),
                new Entry(AccountId.user(new UserId(2), DMT), units)));
    byte[] hash = journal(entries).bodyHash();
    Collections.shuffle(entries, new Random(seed));
    assertThat(journal(entries).bodyHash()).isEqualTo(hash);
    entries.set(0, new Entry(entries.get(0).account(), entries.get(0).units() + 1));
    entries.set(1, new Entry(entries.get(1).account(), entries.get(1).units() - 1));
    assertThat(journal(entries).bodyHash()).isNotEqualTo(hash);
  }

  @Property(tries = 200)
  void refusesToMoveNothingOrLess(@ForAll @LongRange(min = Long.MIN_VALUE, max = 0) long units) {
    assertThatThrownBy(
            () ->
                Journal.transfer(
                    REFERENCE,
                    Operation.ISSUE,
                    null,
                    AccountId.issuer(DMT),
                    AccountId.user(new UserId(1), DMT),
                    new Money(DMT, units)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void refusesEntriesBeyond64Bits() {
    assertThatThrownBy(
            () ->
                journal(
                    List.of(
                        new Entry(AccountId.user(new UserId(1), DMT), Long.MAX_VALUE),
                        new Entry(AccountId.user(new UserId(2), DMT), Long.MAX_VALUE),
                        new Entry(AccountId.issuer(DMT), 2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void refusesAnAccountNamedTwice() {
    assertThatThrownBy(
            () ->
                journal(
                    List.of(
                        new Entry(AccountId.issuer(DMT), -1), new Entry(AccountId.issuer(DMT), 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Journal journal(List<Entry> entries) {
    return new Journal(REFERENCE, Operation.ISSUE, null, entries);
  }
}
