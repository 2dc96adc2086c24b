package io.dams.frontoffice.quote;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.draft.Funds;
import io.dams.frontoffice.draft.OrderProblem;
import io.dams.frontoffice.draft.OrderRules;
import io.dams.frontoffice.draft.Refusal;
import io.dams.frontoffice.market.Markets;
import io.dams.frontoffice.progress.Groups;
import io.dams.frontoffice.quote.SwapMath.SwapAnswer;
import io.dams.frontoffice.wallet.Wallet;
import io.dams.frontoffice.wallet.Wallets;
import io.dams.platform.problem.ProblemType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes quotes from the depth of two books, and lets each be used once. */
@Component
public class Quotes {

  private static final Duration KEPT = Duration.ofDays(1);

  private final QuoteMapper mapper;
  private final Contracts contracts;
  private final Wallets wallets;
  private final Markets markets;
  private final Groups groups;
  private final Funds funds;
  private final QuoteProperties properties;
  private final SecureRandom random;
  private final Clock clock;

  Quotes(
      QuoteMapper mapper,
      Contracts contracts,
      Wallets wallets,
      Markets markets,
      Groups groups,
      Funds funds,
      QuoteProperties properties,
      SecureRandom random,
      Clock clock) {
    this.mapper = mapper;
    this.contracts = contracts;
    this.wallets = wallets;
    this.markets = markets;
    this.groups = groups;
    this.funds = funds;
    this.properties = properties;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Freezes what a swap gives at this moment: sell the given points at the best bids, buy as many
   * of the taken ones at the best asks as the tokens afford. The given quantity is rounded down to
   * whole lots. One's own orders are left out of the depth, as a fill-or-kill group leaves them
   * out.
   */
  QuoteAnswer quote(UserId user, AssetCode give, AssetCode take, BigDecimal quantity) {
    Refusal refusal = null;
    List<Contract> pair = pair(give, take);
    if (give.equals(take)) {
      refusal = Refusal.of(OrderProblem.SAME_POINT, "take", "must be another point than give");
    } else if (pair.isEmpty()) {
      refusal =
          Refusal.of(
              OrderProblem.UNKNOWN_CONTRACT,
              contracts.all().stream().anyMatch(c -> c.point().equals(give)) ? "take" : "give",
              "both points need a contract against the same token");
    } else {
      refusal = halted(pair.get(0), "give");
      refusal = refusal == null ? halted(pair.get(1), "take") : refusal;
    }
    return refusal != null
        ? new QuoteAnswer.Refused(refusal)
        : quote(user, pair.get(0), pair.get(1), quantity);
  }

  private QuoteAnswer quote(UserId user, Contract sell, Contract buy, BigDecimal quantity) {
    Wallet from = wallets.find(user, sell.point());
    Wallet to = wallets.find(user, buy.point());
    if (from == null || to == null) {
      AssetCode missing = from == null ? sell.point() : buy.point();
      return refused(
          OrderProblem.NO_BOUND_WALLET,
          from == null ? "give" : "take",
          "points of " + missing + " must be bound first");
    }
    Refusal bounds = OrderRules.quantity(quantity, sell.terms(), "quantity");
    if (bounds != null) {
      return new QuoteAnswer.Refused(bounds);
    }
    Asset point = sell.pointAsset();
    long asked = point.units(quantity.setScale(point.scale(), RoundingMode.DOWN));
    long lots = asked / sell.terms().lotUnits();
    long units = lots * sell.terms().lotUnits();
    SwapAnswer swap =
        SwapMath.swap(
            others(user, sell, Side.BUY),
            others(user, buy, Side.SELL),
            lots,
            buy.terms().minLots(),
            buy.terms().maxLots());
    return switch (swap) {
      case SwapAnswer.TooFewBids few ->
          refused(
              OrderProblem.NO_LIQUIDITY,
              "quantity",
              "the market takes " + point.text(few.lots() * sell.terms().lotUnits()));
      case SwapAnswer.TooFewAsks few ->
          refused(
              OrderProblem.NO_LIQUIDITY,
              "take",
              "%s %s buy too little of %s"
                  .formatted(
                      buy.tokenAsset().text(few.tokenUnits()), buy.terms().token(), buy.point()));
      case SwapAnswer.Swapped swapped -> {
        long fee = sell.feeRatio().feeUnits(units);
        Refusal poor = funds.check(List.of(new Funds.Need("quantity", from, point, units + fee)));
        yield poor != null
            ? new QuoteAnswer.Refused(poor)
            : new QuoteAnswer.Fixed(keep(user, sell, buy, swapped, fee), sell, buy, swapped);
      }
    };
  }

  private Quote keep(
      UserId user, Contract sell, Contract buy, SwapAnswer.Swapped swapped, long fee) {
    Instant now = clock.instant();
    Quote quote =
        new Quote(
            new UUID(random.nextLong(), random.nextLong()).toString(),
            user,
            sell.id(),
            swapped.sold().lots(),
            sell.terms().lotUnits(),
            swapped.sold().worstPriceUnits(),
            fee,
            buy.id(),
            swapped.bought().lots(),
            buy.terms().lotUnits(),
            swapped.bought().worstPriceUnits(),
            swapped.residualUnits(),
            now,
            now.plus(properties.validFor()),
            null);
    mapper.insert(quote);
    return quote;
  }

  /** A user's own quote; null when there is none. */
  public @Nullable Quote find(UserId user, String quoteId) {
    return mapper.find(user, quoteId);
  }

  /** Uses a quote, in the caller's transaction; false when it is used or expired by now. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean use(String quoteId, OrderGroupId group) {
    return mapper.use(quoteId, group, clock.instant()) == 1;
  }

  /** Deletes so many of the quotes of days ago; returns how many there were. */
  int prune(int limit) {
    return mapper.prune(clock.instant().minus(KEPT), limit);
  }

  /** The levels of one side without the user's own open orders. */
  private List<Level> others(UserId user, Contract contract, Side side) {
    ContractId id = contract.id();
    Map<Long, Long> own = groups.openLots(user, id, side);
    List<Level> levels = new ArrayList<>();
    for (Level level : side == Side.BUY ? markets.depth(id).bids() : markets.depth(id).asks()) {
      long lots = level.lots() - own.getOrDefault(level.priceUnits(), 0L);
      if (lots > 0) {
        levels.add(new Level(level.priceUnits(), lots));
      }
    }
    return levels;
  }

  /** The contracts of both points against one token, the given one first; empty for none. */
  private List<Contract> pair(AssetCode give, AssetCode take) {
    List<Contract> all = contracts.all();
    for (Contract sell : all) {
      for (Contract buy : all) {
        if (sell.point().equals(give)
            && buy.point().equals(take)
            && sell.terms().token().equals(buy.terms().token())) {
          return List.of(sell, buy);
        }
      }
    }
    return List.of();
  }

  private static @Nullable Refusal halted(Contract contract, String field) {
    return contract.open()
        ? null
        : Refusal.of(OrderProblem.CONTRACT_HALTED, field, contract.id() + " is halted");
  }

  private static QuoteAnswer refused(ProblemType problem, String field, String rule) {
    return new QuoteAnswer.Refused(Refusal.of(problem, field, rule));
  }

  /** What became of a request for a quote. */
  sealed interface QuoteAnswer {

    /** Frozen. */
    record Fixed(Quote quote, Contract sell, Contract buy, SwapAnswer.Swapped swapped)
        implements QuoteAnswer {}

    /** Refused. */
    record Refused(Refusal refusal) implements QuoteAnswer {}
  }
}
