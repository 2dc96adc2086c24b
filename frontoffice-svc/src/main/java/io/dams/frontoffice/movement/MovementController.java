package io.dams.frontoffice.movement;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.movement.MovementMapper.TradeRow;
import io.dams.frontoffice.movement.Movements.MovementsOf;
import io.dams.frontoffice.movement.Movements.Trades;
import io.dams.frontoffice.progress.GroupProblem;
import io.dams.frontoffice.progress.LegProgress;
import io.dams.frontoffice.session.SignedIn;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trades of one's own order groups, and the movements of points for them. */
@RestController
@RequestMapping("/v1/order-groups")
class MovementController {

  private static final int MAX_MOVEMENTS = 1000;

  private final Movements movements;

  MovementController(Movements movements) {
    this.movements = movements;
  }

  /** The trades of an order group, oldest first, in pages. */
  @GetMapping("/{groupId}/trades")
  TradePage orderGroupTrades(
      SignedIn who,
      @PathVariable OrderGroupId groupId,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    Trades page = movements.trades(who.user(), groupId, after, limit);
    if (page == null) {
      throw notFound();
    }
    List<TradeView> items = page.rows().stream().map(row -> trade(page, row)).toList();
    return new TradePage(
        items, items.size() < limit ? null : Long.toString(page.rows().getLast().coreSequence()));
  }

  /** The movements of points for an order group at the merchants, oldest first. */
  @GetMapping("/{groupId}/statement")
  Statement orderGroupStatement(SignedIn who, @PathVariable OrderGroupId groupId) {
    MovementsOf found = movements.movements(who.user(), groupId, MAX_MOVEMENTS);
    if (found == null) {
      throw notFound();
    }
    return new Statement(
        found.rows().stream()
            .map(
                row ->
                    new MovementView(
                        row.transferId(),
                        row.legId(),
                        found.group().leg(row.legId()).terms().point(),
                        row.kind(),
                        found.group().leg(row.legId()).point().text(row.units()),
                        row.state().name(),
                        row.reason(),
                        row.at()))
            .toList());
  }

  private static TradeView trade(Trades page, TradeRow row) {
    LegProgress leg = page.group().leg(row.legId());
    return new TradeView(
        row.shard() + "-" + row.coreSequence(),
        row.legId(),
        leg.terms().contract(),
        leg.terms().side(),
        leg.point().text(row.lots() * leg.terms().lotUnits()),
        page.group().tokenAsset().text(row.priceUnits()),
        page.group().tokenAsset().text(row.lots() * row.priceUnits()),
        row.at());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        GroupProblem.ORDER_GROUP_NOT_FOUND,
        "no such order group of yours",
        Map.of("field", "groupId", "rule", "must be yours"));
  }

  /**
   * A page.
   *
   * @param next give it as {@code after}; null at the end
   */
  record TradePage(List<TradeView> items, @Nullable String next) {}

  /**
   * A trade of one leg.
   *
   * @param price tokens for one lot
   * @param notional tokens
   */
  record TradeView(
      String tradeId,
      LegId leg,
      ContractId contract,
      Side side,
      String quantity,
      String price,
      String notional,
      Instant at) {}

  /** All movements of an order group. */
  record Statement(List<MovementView> items) {}

  /**
   * A movement of points at a merchant.
   *
   * @param state MOVED; or DELAYED: owed, and tried again
   * @param reason why it is delayed
   */
  record MovementView(
      TransferId transferId,
      LegId leg,
      AssetCode point,
      TransferKind kind,
      String quantity,
      String state,
      @Nullable String reason,
      Instant at) {}
}
