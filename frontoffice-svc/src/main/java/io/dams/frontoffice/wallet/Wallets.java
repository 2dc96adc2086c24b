package io.dams.frontoffice.wallet;

import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.topic.Topics;
import io.dams.contracts.topic.WalletBound;
import io.dams.frontoffice.account.Accounts;
import io.dams.frontoffice.privacy.PrivateData;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.merchant.MerchantRefusedException;
import io.dams.platform.merchant.MerchantUnavailableException;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import io.dams.platform.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Binds and unbinds points. The merchant confirms the phone before anything is bound. Unbinding is
 * soft: open order groups settle by the destination that is stored in them.
 */
@Component
public class Wallets {

  private static final Logger LOG = LoggerFactory.getLogger(Wallets.class);
  private static final String TOKEN = "points_token_info.token";

  private final WalletMapper mapper;
  private final MerchantClients merchants;
  private final Accounts accounts;
  private final PrivateData privateData;
  private final TransactionTemplate transactions;
  private final Outbox outbox;
  private final Clock clock;

  Wallets(
      WalletMapper mapper,
      MerchantClients merchants,
      Accounts accounts,
      PrivateData privateData,
      TransactionTemplate transactions,
      Outbox outbox,
      Clock clock) {
    this.mapper = mapper;
    this.merchants = merchants;
    this.accounts = accounts;
    this.privateData = privateData;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** All bound points of a user. */
  public List<Wallet> bound(UserId user) {
    return mapper.bound(user);
  }

  /** The bound points of a merchant; null when there are none. */
  public @Nullable Wallet find(UserId user, AssetCode exCode) {
    return mapper.find(user, exCode);
  }

  /**
   * Binds a merchant's points, when the merchant confirms the user's phone. Bound already: the same
   * wallet, with a new token of the merchant. Event: {@link WalletBound}, each time.
   */
  BindAnswer bind(UserId user, AssetCode exCode) {
    if (!merchants.exCodes().contains(exCode)) {
      return new BindAnswer.Refused(WalletProblem.UNKNOWN_BRAND, "no merchant keeps " + exCode);
    }
    try {
      MemberToken member =
          merchants.of(exCode).token(new TokenRequest(accounts.phone(user).e164()));
      return transactions.execute(status -> bind(user, exCode, member));
    } catch (MerchantRefusedException e) {
      return e.problem() == MerchantProblem.UNKNOWN_MEMBER
          ? new BindAnswer.Refused(
              WalletProblem.NOT_A_MEMBER, exCode + " knows no member with this phone")
          : new BindAnswer.Refused(WalletProblem.MERCHANT_REFUSED, e.problem().name());
    } catch (MerchantUnavailableException e) {
      return new BindAnswer.Refused(
          WalletProblem.MERCHANT_UNAVAILABLE, exCode + " does not answer: " + e.reason());
    }
  }

  private BindAnswer bind(UserId user, AssetCode exCode, MemberToken member) {
    Instant now = clock.instant();
    Wallet before = mapper.find(user, exCode);
    if (before != null && !before.externalUid().equals(member.uid())) {
      UnbindReason reason = UnbindReason.TOKEN_INVALID;
      ended(mapper.unbind(user, exCode, reason, now), user, exCode, reason);
    }
    boolean fresh = true;
    try {
      mapper.bind(user, exCode, member.uid(), now);
    } catch (DuplicateKeyException e) {
      fresh = false;
    }
    Wallet wallet = mapper.find(user, exCode);
    if (wallet == null) {
      return new BindAnswer.Refused(
          WalletProblem.MEMBER_BOUND_ELSEWHERE, "unbind it there before it is bound here");
    }
    keepToken(user, exCode, member);
    outbox.send(
        new OutboxMessage(
            Topics.WALLET,
            null,
            user.toString(),
            new WalletBound(user, exCode, wallet.externalUid(), now)));
    return new BindAnswer.Bound(wallet, fresh);
  }

  /** Unbinds a merchant's points, as the user wants; false when they were not bound. */
  boolean unbind(UserId user, AssetCode exCode) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status ->
                ended(
                    mapper.unbind(user, exCode, UnbindReason.USER, clock.instant()),
                    user,
                    exCode,
                    UnbindReason.USER)));
  }

  /**
   * Unbinds the points of a member whose token the merchant no longer takes (商家token失效). Nothing
   * happens, and the answer is false, when they are bound to another member by now, or were
   * confirmed again since: what the merchant said is old then.
   *
   * @param asOf the time of the token that was not taken, or an earlier one
   */
  public boolean tokenRefused(UserId user, AssetCode exCode, String externalUid, Instant asOf) {
    UnbindReason reason = UnbindReason.TOKEN_INVALID;
    return Boolean.TRUE.equals(
        transactions.execute(
            status ->
                ended(
                    mapper.unbindSeen(user, exCode, externalUid, asOf, reason, clock.instant()),
                    user,
                    exCode,
                    reason)));
  }

  private boolean ended(int wallets, UserId user, AssetCode exCode, UnbindReason reason) {
    if (wallets == 0) {
      return false;
    }
    mapper.deleteToken(user, exCode);
    LOG.info("points {} of user {} unbound: {}", exCode, user, reason);
    return true;
  }

  /**
   * The merchant's token of a user, for calls in the user's name. An expired one is asked for anew:
   * throws what {@link io.dams.platform.merchant.MerchantApi#token} throws.
   */
  HeldToken merchantToken(Wallet wallet) {
    WalletMapper.SealedToken sealed = mapper.token(wallet.user(), wallet.exCode());
    if (sealed != null && clock.instant().isBefore(sealed.expiresAt())) {
      return new HeldToken(privateData.open(TOKEN, sealed.token()), sealed.updatedAt());
    }
    MemberToken fresh =
        merchants.of(wallet.exCode()).token(new TokenRequest(accounts.phone(wallet.user()).e164()));
    return new HeldToken(fresh.token(), keepToken(wallet.user(), wallet.exCode(), fresh));
  }

  private Instant keepToken(UserId user, AssetCode exCode, MemberToken member) {
    Instant now = clock.instant();
    mapper.putToken(user, exCode, privateData.seal(TOKEN, member.token()), member.expiresAt(), now);
    return now;
  }

  /**
   * A merchant's token of a user.
   *
   * @param since when the merchant gave it
   */
  record HeldToken(String token, Instant since) {

    @Override
    public String toString() {
      return "HeldToken[since=" + since + "]";
    }
  }

  /** What became of a binding. */
  sealed interface BindAnswer {

    /**
     * Bound.
     *
     * @param fresh false when it was bound before
     */
    record Bound(Wallet wallet, boolean fresh) implements BindAnswer {}

    /** Not bound. */
    record Refused(ProblemType problem, String detail) implements BindAnswer {}
  }
}
