package io.dams.frontoffice.wallet;

import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.frontoffice.session.SignedIn;
import io.dams.frontoffice.wallet.Wallets.BindAnswer;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own bound points. */
@RestController
@RequestMapping("/v1/wallets")
class WalletController {

  private final Wallets wallets;
  private final LiveBalances balances;
  private final MerchantClients merchants;
  private final Reserved reserved;

  WalletController(
      Wallets wallets, LiveBalances balances, MerchantClients merchants, Reserved reserved) {
    this.wallets = wallets;
    this.balances = balances;
    this.merchants = merchants;
    this.reserved = reserved;
  }

  /** Binds a merchant's points; the merchant confirms the phone. 200 when bound before. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<WalletView> bindWallet(SignedIn who, @Valid @RequestBody BindRequest request) {
    return switch (wallets.bind(who.user(), request.exCode())) {
      case BindAnswer.Bound bound ->
          ResponseEntity.status(bound.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
              .body(views(who, List.of(bound.wallet())).getFirst());
      case BindAnswer.Refused refused ->
          throw new ProblemException(
              refused.problem(), refused.detail(), Map.of("field", "exCode"));
    };
  }

  /** Unbinds a merchant's points; open orders go on. Nothing happens when they are not bound. */
  @DeleteMapping("/{exCode}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unbindWallet(SignedIn who, @PathVariable AssetCode exCode) {
    wallets.unbind(who.user(), exCode);
  }

  /** All bound points with their live balances; who does not answer in time says so in its row. */
  @GetMapping
  WalletList wallets(SignedIn who) {
    return new WalletList(views(who, wallets.bound(who.user())));
  }

  private List<WalletView> views(SignedIn who, List<Wallet> bound) {
    Map<AssetCode, BalanceAnswer> answers = balances.of(bound);
    Map<AssetCode, Long> held = reserved.reservedUnits(who.user());
    return bound.stream()
        .map(
            wallet ->
                view(
                    wallet,
                    answers.get(wallet.exCode()),
                    merchants
                        .point(wallet.exCode())
                        .orElseThrow()
                        .text(held.getOrDefault(wallet.exCode(), 0L))))
        .toList();
  }

  private WalletView view(Wallet wallet, @Nullable BalanceAnswer answer, String held) {
    return switch (answer) {
      case BalanceAnswer.Live live -> known(wallet, live, held);
      case BalanceAnswer.Refused refused ->
          unknown(wallet, held, "merchant-refused: " + refused.problem());
      case BalanceAnswer.Unanswered ignored -> unknown(wallet, held, "merchant-unavailable");
      case null -> unknown(wallet, held, "merchant-unavailable");
    };
  }

  private WalletView known(Wallet wallet, BalanceAnswer.Live live, String held) {
    Asset point = merchants.point(wallet.exCode()).orElseThrow();
    return new WalletView(
        wallet.exCode(),
        wallet.externalUid(),
        wallet.bindTime(),
        point.text(live.availableUnits()),
        held,
        null);
  }

  private static WalletView unknown(Wallet wallet, String held, String problem) {
    return new WalletView(
        wallet.exCode(), wallet.externalUid(), wallet.bindTime(), null, held, problem);
  }

  /** Which points. */
  record BindRequest(@NotNull AssetCode exCode) {}

  /** All of them. */
  record WalletList(List<WalletView> wallets) {}

  /**
   * Bound points.
   *
   * @param balance points that can be spent; null when the merchant did not tell
   * @param reserved points that open orders keep, their fees with them
   * @param problem why the merchant did not tell; null when it did
   */
  record WalletView(
      AssetCode exCode,
      String externalUid,
      Instant bindTime,
      @Nullable String balance,
      String reserved,
      @Nullable String problem) {}
}
