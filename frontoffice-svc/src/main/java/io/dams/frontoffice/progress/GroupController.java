package io.dams.frontoffice.progress;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.progress.Groups.Movements;
import io.dams.frontoffice.progress.Groups.Trades;
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

/** One's own order groups: one, all, their trades, and the movements of points. */
@RestController
@RequestMapping("/v1/order-groups")
class GroupController {

  private static final int MAX_MOVEMENTS = 1000;

  private final Groups groups;

  GroupController(Groups groups) {
    this.groups = groups;
  }

  /** One order group. Another user's is not found. */
  @GetMapping("/{groupId}")
  GroupView orderGroup(SignedIn who, @PathVariable OrderGroupId groupId) {
    GroupView group = groups.find(who.user(), groupId);
    if (group == null) {
      throw notFound();
    }
    return group;
  }

  /**
   * One's order groups, newest first, in pages: {@code after} is {@code next} of the page before.
   */
  @GetMapping
  GroupPage orderGroups(
      SignedIn who,
      @RequestParam(required = false) @Nullable OrderGroupId after,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    List<GroupView> items =
        groups.page(who.user(), after == null ? Long.MAX_VALUE : after.value(), open, limit);
    return new GroupPage(items, items.size() < limit ? null : items.getLast().groupId());
  }

  /** The trades of an order group, oldest first, in pages. */
  @GetMapping("/{groupId}/trades")
  TradePage orderGroupTrades(
      SignedIn who,
      @PathVariable OrderGroupId groupId,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    Trades page = groups.trades(who.user(), groupId, after, limit);
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
    Movements movements = groups.movements(who.user(), groupId, MAX_MOVEMENTS);
    if (movements == null) {
      throw notFound();
    }
    return new Statement(
        movements.rows().stream()
            .map(
                row ->
                    new MovementView(
                        row.transferId(),
                        row.legId(),
                        movements.group().leg(row.legId()).terms().point(),
                        row.kind(),
                        movements.group().leg(row.legId()).point().text(row.units()),
                        row.state().name(),
                        row.reason(),
                        row.at()))
            .toList());
  }

  private static TradeView trade(Trades page, MovementMapper.TradeRow row) {
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
  record GroupPage(List<GroupView> items, @Nullable OrderGroupId next) {}

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
