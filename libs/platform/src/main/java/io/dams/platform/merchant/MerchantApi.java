package io.dams.platform.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.merchant.TransferRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One merchant's apiserver. Each call is sent once: nothing is retried here. The three calls about
 * a transfer answer with a value, whatever happens; the others throw {@link
 * MerchantRefusedException} for a definite refusal and {@link MerchantUnavailableException} for
 * anything else.
 */
public interface MerchantApi {

  /** Asks whether a phone is a member's, and for a token that proves the member's consent. */
  MemberToken token(TokenRequest request);

  /**
   * A member's live balance.
   *
   * @param memberToken shown to the merchant when we have one; it may answer {@code
   *     MEMBER_TOKEN_INVALID}
   */
  MemberBalance balance(String uid, @Nullable String memberToken);

  /** A member's live balance, asked for by us and not for the member: no token is shown. */
  default MemberBalance balance(String uid) {
    return balance(uid, null);
  }

  /**
   * A member's coupons, at most 200.
   *
   * @param memberToken shown to the merchant when we have one
   */
  List<MemberCoupon> coupons(String uid, @Nullable String memberToken);

  /** A member's coupons, asked for without a token. */
  default List<MemberCoupon> coupons(String uid) {
    return coupons(uid, null);
  }

  /**
   * Moves points. The same id again has one effect; {@code notAfter} may be later in a repetition,
   * nothing else may differ.
   */
  MerchantAnswer transfer(TransferId id, TransferRequest request);

  /** Asks what became of a transfer. {@code UNKNOWN_TRANSFER} is an answer, but not a final one. */
  MerchantAnswer query(TransferId id);

  /**
   * Gives a transfer up. A known answer is final: DONE, it had been done and stays so; or
   * CANCELLED, it never will be.
   */
  MerchantAnswer cancel(TransferId id);

  /**
   * A page of the merchant's own book of a UTC day. What is no page at all is no answer; a line
   * that is none is told apart from the others.
   *
   * @param after {@code next} of the page before; null for the first
   * @param limit 1 to 1,000
   */
  StatementReading statement(LocalDate day, @Nullable String after, int limit);
}
