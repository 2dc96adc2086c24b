package io.dams.frontoffice.draft;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.wallet.Wallet;
import io.dams.frontoffice.wallet.Wallets;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what an order group names: its contracts and the user's bound points. */
@Component
public class Drafts {

  private final Contracts contracts;
  private final Wallets wallets;
  private final Clock clock;

  Drafts(Contracts contracts, Wallets wallets, Clock clock) {
    this.contracts = contracts;
    this.wallets = wallets;
    this.clock = clock;
  }

  /** The draft of what is asked for. */
  public OrderDraft draft(
      UserId user, TimeInForce timeInForce, @Nullable Instant expiresAt, List<AskedLeg> asked) {
    List<Wallet> bound = wallets.bound(user);
    List<DraftLeg> legs = new ArrayList<>();
    for (AskedLeg leg : asked) {
      Contract contract = contracts.find(leg.contract());
      legs.add(
          new DraftLeg(
              legs.size(),
              leg.contract(),
              leg.side(),
              leg.quantity(),
              leg.limitPrice(),
              contract,
              contract == null ? null : wallet(bound, contract)));
    }
    return new OrderDraft(user, timeInForce, expiresAt, clock.instant(), legs);
  }

  /**
   * The leg for so many units of a contract. Of an unknown contract the numbers say nothing, and
   * the first rule refuses it.
   */
  public AskedLeg asked(ContractId id, Side side, long quantityUnits, long limitPriceUnits) {
    Contract contract = contracts.find(id);
    return contract == null
        ? new AskedLeg(id, side, BigDecimal.ZERO, BigDecimal.ZERO)
        : new AskedLeg(
            id,
            side,
            contract.pointAsset().decimal(quantityUnits),
            contract.tokenAsset().decimal(limitPriceUnits));
  }

  private static @Nullable Wallet wallet(List<Wallet> bound, Contract contract) {
    return bound.stream()
        .filter(wallet -> wallet.exCode().equals(contract.point()))
        .findFirst()
        .orElse(null);
  }

  /**
   * A leg as it is asked for.
   *
   * @param quantity points
   * @param limitPrice tokens for one lot
   */
  public record AskedLeg(
      ContractId contract, Side side, BigDecimal quantity, BigDecimal limitPrice) {}
}
