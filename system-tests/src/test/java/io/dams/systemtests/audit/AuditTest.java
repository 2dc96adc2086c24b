package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.DMT;
import static io.dams.systemtests.audit.BooksDraft.SKY;
import static io.dams.systemtests.audit.BooksDraft.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.systemtests.audit.Books.Moved;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTest extends AuditScene {

  private static final LegId FAILED_SELL = group(4).leg(0);

  @Test
  void soundBooksBreakNothing() {
    assertThat(Audit.of(draft.books())).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithItsAmounts() {
    account("user:2:DMT", a -> balance(a, 51, 51));
    draft.assetSums.put(DMT, 1L);
    assertThat(Audit.of(draft.books()))
        .containsExactly(new Breach(1, "entries-sum-to-zero", "DMT", DMT, 0, 1));
    assertThat(Audit.of(draft.books()).getFirst().text())
        .isEqualTo("invariant 1, entries-sum-to-zero: DMT: expected 0, is 1 DMT (off by 1)");
  }

  @Test
  void whatIsOwedButNotMadeYetBreaksNothing() {
    TransferId release = TransferId.release(FAILED_SELL);
    draft.owed.add(release.value());
    draft.moved.removeIf(m -> m.transferId().equals(release));
    draft.merchants.get(SKY).removeIf(line -> line.transferId().equals(release));
    account("intermediary:SKY", a -> balance(a, 505, 505));
    account("outside:SKY", a -> balance(a, -511, -511));
    List<Line> lines = draft.merchants.get(SKY);
    long running = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      running += Moved.intermediaryUnits(line.kind(), line.units());
      lines.set(i, intermediary(line, running));
    }
    assertThat(Audit.of(draft.books())).isEmpty();
  }

  private static Line intermediary(Line line, long units) {
    return new Line(
        line.transferId(),
        line.kind(),
        line.uid(),
        line.units(),
        units,
        line.reverses(),
        line.orderGroup(),
        line.merchantReference(),
        line.at());
  }
}
