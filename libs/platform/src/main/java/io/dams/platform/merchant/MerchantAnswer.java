package io.dams.platform.merchant;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;

/** What we know after a call about a transfer: an answer, a refusal, or nothing. */
public sealed interface MerchantAnswer {

  /** The merchant answered, and the answer fits the request. Both states in it are final. */
  record Known(TransferAnswer answer) implements MerchantAnswer {}

  /**
   * The merchant did nothing for this request, and will not. It says nothing of an earlier request
   * with the same id whose answer was lost: that one may still be executed until its {@code
   * notAfter}, and only {@link MerchantApi#cancel} settles it.
   *
   * @param code why; {@code UNKNOWN_TRANSFER} only from a query
   * @param detail the merchant's words, for people
   */
  record Refused(MerchantProblem code, String detail) implements MerchantAnswer {}

  /**
   * The answer was lost, late, a server error, unreadable or did not fit. The points may have moved
   * or may yet move: ask again by the same id.
   *
   * @param reason a short code such as {@code timeout} or {@code http-503}
   */
  record Unknown(String reason) implements MerchantAnswer {}
}
