package io.dams.backoffice.reserve;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;

/**
 * Why a part of a group cannot be prepared.
 *
 * @param failure told to the client
 * @param detail for people; no personal data
 */
public record Refusal(SubmitFailure failure, String detail) {

  /** The refusal of a merchant. */
  static Refusal of(MerchantProblem problem) {
    SubmitFailure failure =
        switch (problem) {
          case INSUFFICIENT_POINTS -> SubmitFailure.INSUFFICIENT_POINTS;
          case ACCOUNT_CLOSED -> SubmitFailure.ACCOUNT_CLOSED;
          case LIMIT_EXCEEDED -> SubmitFailure.LIMIT_EXCEEDED;
          case MEMBER_TOKEN_INVALID -> SubmitFailure.MEMBER_TOKEN_INVALID;
          case TOO_LATE, TRANSFER_CANCELLED -> SubmitFailure.MERCHANT_UNAVAILABLE;
          case REVERSES_INVALID,
              TRANSFER_CONFLICT,
              UNKNOWN_MEMBER,
              UNKNOWN_TRANSFER,
              SIGNATURE_INVALID,
              REPLAYED,
              INVALID_REQUEST ->
              SubmitFailure.MERCHANT_REFUSED;
        };
    return new Refusal(failure, "the merchant answered " + problem);
  }

  /** Nobody answered in time. */
  static Refusal unavailable(String detail) {
    return new Refusal(SubmitFailure.MERCHANT_UNAVAILABLE, detail);
  }
}
