package io.dams.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Many journals at once do what they do one after the other, and after each one all adds up. */
class PostingPropertyTest {

  private static final AssetCode DMT = new AssetCode("DMT");
  private static final AssetCode SKY = new AssetCode("SKY");
  private static final List<AccountId> ACCOUNTS =
      List.of(
          AccountId.issuer(DMT),
          AccountId.user(new UserId(1), DMT),
          AccountId.user(new UserId(2), DMT),
          AccountId.system("farm", 2, DMT),
          AccountId.outside(SKY),
          AccountId.intermediary(SKY));

  /** What a test wants moved: from one account to another of the same asset. */
  record Move(int from, int to, long units, int reference) {}

  @Property(tries = 1_000)
  void keepsTheInvariantsAfterEachJournal(@ForAll @Size(max = 30) List<@From("moves") Move> moves) {
    Posting posting = new Posting(5, new TreeMap<>());
    Map<AccountId, Long> naive = new HashMap<>();
    Map<Integer, Journal> known = new HashMap<>();
    for (Move move : moves) {
      Journal journal = journal(move);
      Posting.Verdict verdict = posting.add(journal);
      Journal before = known.get(move.reference());
      if (before != null) {
        assertThat(verdict instanceof Posting.Stands).isEqualTo(before.saysTheSame(journal));
        assertThat(before.saysTheSame(journal)).isEqualTo(hash(before).equals(hash(journal)));
      } else if (isCovered(naive, journal)) {
        journal.entries().forEach(it -> naive.merge(it.account(), it.units(), Long::sum));
        known.put(move.reference(), journal);
        assertThat(verdict).isEqualTo(new Posting.Stands(known.size() - 1, false));
      } else {
        assertThat(verdict).isInstanceOf(Posting.Refused.class);
      }
      assertThat(balances(posting)).isEqualTo(balances(naive));
      assertAddsUp(posting);
    }
  }

  /** What is refused for one account touches none of the others. */
  @Property(tries = 200)
  void leavesNoTraceOfWhatDoesNotFit64Bits(@ForAll("near") long near) {
    AccountId user = AccountId.user(new UserId(1), DMT);
    AccountId issuer = AccountId.issuer(DMT);
    Posting posting = new Posting(0, Map.of(new AccountRow(user, 0), near));
    Journal journal =
        new Journal(
            new Reference("operator", "r"),
            Operation.ISSUE,
            null,
            List.of(new Entry(issuer, -10), new Entry(user, 10)));
    Posting.Verdict verdict = posting.add(journal);
    if (near > Long.MAX_VALUE - 10) {
      assertThat(verdict).isEqualTo(new Posting.Refused(new JournalAnswer.OutOfRange(user)));
      assertThat(posting.balances()).containsOnly(Map.entry(new AccountRow(user, 0), near));
    } else {
      assertThat(verdict).isInstanceOf(Posting.Stands.class);
    }
  }

  @Provide
  Arbitrary<Long> near() {
    return Arbitraries.longs().between(Long.MAX_VALUE - 20, Long.MAX_VALUE);
  }

  @Provide
  Arbitrary<Move> moves() {
    Arbitrary<Integer> account = Arbitraries.integers().between(0, ACCOUNTS.size() - 1);
    return Combinators.combine(
            account,
            account,
            Arbitraries.longs().between(1, 20),
            Arbitraries.integers().between(0, 20))
        .as(Move::new)
        .filter(
            move ->
                move.from() != move.to()
                    && ACCOUNTS.get(move.from()).asset().equals(ACCOUNTS.get(move.to()).asset()));
  }

  private static Journal journal(Move move) {
    return new Journal(
        new Reference("operator", "r" + move.reference()),
        Operation.ISSUE,
        null,
        List.of(
            new Entry(ACCOUNTS.get(move.from()), -move.units()),
            new Entry(ACCOUNTS.get(move.to()), move.units())));
  }

  private static boolean isCovered(Map<AccountId, Long> balances, Journal journal) {
    return journal.entries().stream()
        .allMatch(
            it ->
                !it.account().kind().floored()
                    || balances.getOrDefault(it.account(), 0L) + it.units() >= 0);
  }

  private static void assertAddsUp(Posting posting) {
    Map<AssetCode, Long> sums = new HashMap<>();
    Map<AccountRow, Long> entries = new HashMap<>();
    posting.balances().forEach((row, units) -> sums.merge(row.account().asset(), units, Long::sum));
    for (Posting.Written written : posting.written()) {
      for (int i = 0; i < written.rows().size(); i++) {
        AccountRow row = written.rows().get(i);
        long after = entries.merge(row, written.journal().entries().get(i).units(), Long::sum);
        assertThat(written.balancesAfter().get(i)).isEqualTo(after);
        assertThat(after >= 0 || !row.account().kind().floored()).isTrue();
      }
    }
    assertThat(sums.values()).allMatch(sum -> sum == 0);
  }

  private static Map<String, Long> balances(Posting posting) {
    Map<String, Long> balances = new TreeMap<>();
    posting
        .balances()
        .forEach((row, units) -> balances.merge(row.account().code(), units, Long::sum));
    return balances;
  }

  private static Map<String, Long> balances(Map<AccountId, Long> naive) {
    Map<String, Long> balances = new TreeMap<>();
    naive.forEach((account, units) -> balances.put(account.code(), units));
    return balances;
  }

  private static List<Byte> hash(Journal journal) {
    List<Byte> bytes = new ArrayList<>();
    for (byte each : journal.bodyHash()) {
      bytes.add(each);
    }
    return bytes;
  }
}
