package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class MerchantBooksPropertyTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final AssetCode SKY = new AssetCode("SKY");

  /** A transfer, or a cancel when there is no kind; ids are few, so that they collide. */
  record Step(int id, @Nullable TransferKind kind, String uid, long units, int reverses) {}

  /** Whatever is asked: no point is made or lost, and a replay of the journal gives the same. */
  @Property(tries = 200)
  void neverLosesAPointAndReplaysToTheSame(@ForAll("steps") List<Step> steps) throws IOException {
    Path file = Files.createTempFile("books", ".journal");
    SettableClock clock = new SettableClock(NOW);
    MerchantTotals totals;
    try (MerchantBooks books = new MerchantBooks(SKY, file, clock, new Random(1))) {
      books.join("ann", "+8613800000001", 300);
      books.join("ben", "+8613800000002", 300);
      for (Step step : steps) {
        TransferId id = new TransferId("t" + step.id());
        if (step.kind() == null) {
          books.cancel(id);
        } else {
          books.transfer(id, request(step.kind(), step));
        }
        totals = books.totals();
        assertThat(totals.isBalanced()).isTrue();
        assertThat(totals.intermediaryUnits()).isNotNegative();
        assertThat(totals.members()).allMatch(member -> member.availableUnits() >= 0);
      }
      totals = books.totals();
    }
    try (MerchantBooks again = new MerchantBooks(SKY, file, clock, new Random(2))) {
      assertThat(again.totals()).isEqualTo(totals);
    } finally {
      Files.delete(file);
    }
  }

  private static TransferRequest request(TransferKind kind, Step step) {
    boolean reversal = kind == TransferKind.RETURN || kind == TransferKind.FEE;
    return new TransferRequest(
        kind,
        kind == TransferKind.FEE ? null : step.uid(),
        step.units(),
        reversal ? new TransferId("t" + step.reverses()) : null,
        NOW,
        "8");
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> ids = Arbitraries.integers().between(0, 12);
    Arbitrary<TransferKind> kinds = Arbitraries.of(TransferKind.class).injectNull(0.15);
    Arbitrary<Step> step =
        Combinators.combine(
                ids, kinds, Arbitraries.of("ann", "ben"), Arbitraries.longs().between(1, 120), ids)
            .as(Step::new);
    return step.list().ofMaxSize(40);
  }
}
