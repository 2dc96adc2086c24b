package io.dams.frontoffice.quote;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.quote.Quotes.QuoteAnswer;
import io.dams.frontoffice.session.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Quotes for swaps of one point for another. */
@RestController
class QuoteController {

  private static final int RATE_SCALE = 8;

  private final Quotes quotes;

  QuoteController(Quotes quotes) {
    this.quotes = quotes;
  }

  /** What a swap gives at this moment, frozen for some seconds and one order group. */
  @PostMapping("/v1/quotes")
  @ResponseStatus(HttpStatus.CREATED)
  QuoteView quote(SignedIn who, @Valid @RequestBody QuoteRequest request) {
    return switch (quotes.quote(
        who.user(), request.give(), request.take(), new BigDecimal(request.quantity()))) {
      case QuoteAnswer.Fixed fixed -> QuoteView.of(fixed, request.quantity());
      case QuoteAnswer.Refused refused -> throw refused.refusal().toException();
    };
  }

  /**
   * A swap.
   *
   * @param give the point given
   * @param take the point taken
   * @param quantity points given, without the fee; rounded down to whole lots
   */
  record QuoteRequest(
      @NotNull AssetCode give,
      @NotNull AssetCode take,
      @NotNull @Pattern(regexp = "-?[0-9]{1,20}(\\.[0-9]{1,18})?") String quantity) {}

  /**
   * A quote. Amounts are decimals as text.
   *
   * @param expiresAt until when it can be used
   * @param requestedQuantity as asked for
   * @param roundedDown whether the quantity given is less, since only whole lots are traded
   * @param give points given, without the fee
   * @param fee points on top of what is given
   * @param take points taken
   * @param rate taken ÷ given, rounded down to 8 decimals
   * @param residualTokens tokens left over, at this moment's prices; they stay with the user
   * @param legs what the order group will ask for
   */
  record QuoteView(
      String quoteId,
      Instant expiresAt,
      String requestedQuantity,
      boolean roundedDown,
      String give,
      String fee,
      String take,
      String rate,
      AssetCode token,
      String residualTokens,
      List<QuoteLegView> legs) {

    static QuoteView of(QuoteAnswer.Fixed fixed, String requested) {
      Quote quote = fixed.quote();
      Contract sell = fixed.sell();
      Contract buy = fixed.buy();
      Asset token = sell.tokenAsset();
      BigDecimal give = sell.pointAsset().decimal(quote.sellLots() * quote.sellLotUnits());
      BigDecimal take = buy.pointAsset().decimal(quote.buyLots() * quote.buyLotUnits());
      String fee = sell.pointAsset().text(quote.sellFeeUnits());
      return new QuoteView(
          quote.quoteId(),
          quote.expiresAt(),
          requested,
          new BigDecimal(requested).compareTo(give) != 0,
          give.toPlainString(),
          fee,
          take.toPlainString(),
          take.divide(give, RATE_SCALE, RoundingMode.DOWN).toPlainString(),
          token.code(),
          token.text(quote.residualUnits()),
          List.of(
              new QuoteLegView(
                  sell.id(),
                  Side.SELL,
                  give.toPlainString(),
                  token.text(quote.sellPriceUnits()),
                  fee),
              new QuoteLegView(
                  buy.id(),
                  Side.BUY,
                  take.toPlainString(),
                  token.text(quote.buyPriceUnits()),
                  buy.pointAsset().text(0))));
    }
  }

  /**
   * One leg.
   *
   * @param limitPrice tokens for one lot: the worst level touched
   */
  record QuoteLegView(
      ContractId contract, Side side, String quantity, String limitPrice, String fee) {}
}
