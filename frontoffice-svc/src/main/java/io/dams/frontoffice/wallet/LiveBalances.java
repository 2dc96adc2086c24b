package io.dams.frontoffice.wallet;

import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.money.AssetCode;
import io.dams.frontoffice.wallet.Wallets.HeldToken;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.merchant.MerchantRefusedException;
import io.dams.platform.merchant.MerchantUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks merchants for balances, all at the same time and within one deadline, so that a merchant
 * that does not answer costs its own row and nothing else.
 */
@Component
public class LiveBalances implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveBalances.class);

  private final Wallets wallets;
  private final MerchantClients merchants;
  private final Duration deadline;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LiveBalances(Wallets wallets, MerchantClients merchants, WalletProperties properties) {
    this.wallets = wallets;
    this.merchants = merchants;
    deadline = properties.balancesWithin();
  }

  /** What each merchant said of these wallets, in their order. */
  public Map<AssetCode, BalanceAnswer> of(Collection<Wallet> asked) {
    long end = System.nanoTime() + deadline.toNanos();
    Map<AssetCode, Future<BalanceAnswer>> calls = new LinkedHashMap<>();
    for (Wallet wallet : asked) {
      calls.put(wallet.exCode(), threads.submit(() -> ask(wallet)));
    }
    Map<AssetCode, BalanceAnswer> answers = new LinkedHashMap<>();
    calls.forEach((exCode, call) -> answers.put(exCode, await(exCode, call, end)));
    return answers;
  }

  private BalanceAnswer ask(Wallet wallet) {
    try {
      HeldToken token = wallets.merchantToken(wallet);
      return ask(wallet, token);
    } catch (MerchantRefusedException e) {
      return new BalanceAnswer.Refused(e.problem());
    } catch (MerchantUnavailableException e) {
      return new BalanceAnswer.Unanswered(e.reason());
    }
  }

  private BalanceAnswer ask(Wallet wallet, HeldToken token) {
    try {
      MemberBalance balance =
          merchants.of(wallet.exCode()).balance(wallet.externalUid(), token.token());
      return new BalanceAnswer.Live(balance.availableUnits());
    } catch (MerchantRefusedException e) {
      if (e.problem() == MerchantProblem.MEMBER_TOKEN_INVALID) {
        wallets.tokenRefused(wallet.user(), wallet.exCode(), wallet.externalUid(), token.since());
      }
      throw e;
    }
  }

  private static BalanceAnswer await(AssetCode exCode, Future<BalanceAnswer> call, long end) {
    try {
      return call.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      call.cancel(true);
      return new BalanceAnswer.Unanswered("deadline");
    } catch (ExecutionException e) {
      LOG.error("balance at {} failed", exCode, e.getCause());
      return new BalanceAnswer.Unanswered("error");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.cancel(true);
      return new BalanceAnswer.Unanswered("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
