package io.dams.frontoffice.movement;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.movement.MovementMapper.OwnTradeRow;
import io.dams.frontoffice.session.SignedIn;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trades of all of one's own order groups. */
@RestController
class TradeController {

  private final Movements movements;

  TradeController(Movements movements) {
    this.movements = movements;
  }

  /**
   * One's own trades, newest first, in pages: {@code after} is {@code next} of the page before. A
   * trade keeps its place, so that pages neither repeat nor pass over what was there when the first
   * was read; what is told late takes the place that its time gives it.
   *
   * @param from traded then or later
   * @param to traded before
   */
  @GetMapping("/v1/trades")
  OwnTradePage trades(
      SignedIn who,
      @RequestParam(required = false) @Nullable TradeCursor after,
      @RequestParam(required = false) @Nullable ContractId contract,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
    List<OwnTradeRow> rows =
        movements.tradesOf(who.user(), TradeFilter.of(contract, from, to), after, limit);
    return new OwnTradePage(
        rows.stream().map(OwnTradeView::of).toList(),
        rows.size() < limit ? null : rows.getLast().place().toString());
  }

  /**
   * A page.
   *
   * @param next give it as {@code after}; null at the end
   */
  record OwnTradePage(List<OwnTradeView> items, @Nullable String next) {}

  /**
   * A trade of one leg.
   *
   * @param price tokens for one lot
   * @param notional tokens
   */
  record OwnTradeView(
      String tradeId,
      OrderGroupId groupId,
      LegId leg,
      ContractId contract,
      Side side,
      String quantity,
      String price,
      String notional,
      Instant at) {

    static OwnTradeView of(OwnTradeRow row) {
      Asset point = new Asset(row.contract().point(), row.pointScale());
      Asset token = new Asset(row.contract().token(), row.tokenScale());
      return new OwnTradeView(
          row.shard() + "-" + row.coreSequence(),
          row.groupId(),
          row.legId(),
          row.contract(),
          row.side(),
          point.text(row.lots() * row.lotUnits()),
          token.text(row.priceUnits()),
          token.text(row.lots() * row.priceUnits()),
          row.at());
    }
  }
}
