package io.dams.systemtests.audit;

import static io.dams.systemtests.audit.BooksDraft.BEAN;
import static io.dams.systemtests.audit.BooksDraft.SKY;
import static io.dams.systemtests.audit.BooksDraft.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A merchant's own statement, and our mirror of its account. */
class MerchantPointsTest extends AuditScene {

  private static final LegId SOLD = group(1).leg(0);
  private static final LegId LIVE_SELL = group(3).leg(0);

  @Test
  void catchesALineThatTheMerchantDoesNotHave() {
    draft.merchants.get(BEAN).removeLast();
    assertThat(rules())
        .contains("our-line-is-at-the-merchant", "merchants-intermediary-is-held-and-unsettled");
  }

  @Test
  void catchesALineThatWeDoNotHave() {
    lines(SKY, TransferId.fee(SOLD), line -> renamed(line, new TransferId("fee-unknown")));
    assertRules("line-is-in-our-book", "our-line-is-at-the-merchant");
  }

  @Test
  void catchesALineWithOtherUnits() {
    lines(SKY, TransferId.fee(SOLD), line -> units(line, 7));
    assertThat(rules()).contains("line-has-our-units", "merchants-balance-adds-up");
  }

  @Test
  void catchesALineForAnotherMember() {
    lines(
        BEAN,
        TransferId.reserve(LIVE_SELL),
        line ->
            new Line(
                line.transferId(),
                line.kind(),
                "somebody-else",
                line.units(),
                line.intermediaryUnits(),
                line.reverses(),
                line.orderGroup(),
                line.merchantReference(),
                line.at()));
    assertRules("line-says-the-same");
  }

  @Test
  void catchesAMirrorThatIsBehind() {
    account("intermediary:BEAN", a -> balance(a, 516, 516));
    account("outside:BEAN", a -> balance(a, -516, -516));
    assertRules("mirror-is-our-book", "mirror-is-our-book");
  }

  @Test
  void catchesAMirrorThatIsMissing() {
    draft.accounts.removeIf(account -> account.code().equals("fee:SKY"));
    assertRules("mirror-is-our-book");
  }

  private void lines(
      io.dams.contracts.money.AssetCode point, TransferId id, UnaryOperator<Line> change) {
    replace(draft.merchants.get(point), line -> line.transferId().equals(id), change);
  }

  private static Line renamed(Line line, TransferId id) {
    return new Line(
        id,
        line.kind(),
        line.uid(),
        line.units(),
        line.intermediaryUnits(),
        line.reverses(),
        line.orderGroup(),
        line.merchantReference(),
        line.at());
  }

  private static Line units(Line line, long units) {
    return new Line(
        line.transferId(),
        line.kind(),
        line.uid(),
        units,
        line.intermediaryUnits(),
        line.reverses(),
        line.orderGroup(),
        line.merchantReference(),
        line.at());
  }
}
