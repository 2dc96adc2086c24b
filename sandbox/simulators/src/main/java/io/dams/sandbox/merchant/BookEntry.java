package io.dams.sandbox.merchant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.TransferRequest;
import java.time.Instant;

/** A line of a merchant's journal: something that happened, for good. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BookEntry.MemberJoined.class, name = "MemberJoined"),
  @JsonSubTypes.Type(value = BookEntry.PointsGranted.class, name = "PointsGranted"),
  @JsonSubTypes.Type(value = BookEntry.CouponGiven.class, name = "CouponGiven"),
  @JsonSubTypes.Type(value = BookEntry.MemberClosed.class, name = "MemberClosed"),
  @JsonSubTypes.Type(value = BookEntry.MemberReopened.class, name = "MemberReopened"),
  @JsonSubTypes.Type(value = BookEntry.ConsentRevoked.class, name = "ConsentRevoked"),
  @JsonSubTypes.Type(value = BookEntry.TokenIssued.class, name = "TokenIssued"),
  @JsonSubTypes.Type(value = BookEntry.TransferExecuted.class, name = "TransferExecuted"),
  @JsonSubTypes.Type(value = BookEntry.TransferGivenUp.class, name = "TransferGivenUp")
})
sealed interface BookEntry {

  record MemberJoined(String uid, String phone) implements BookEntry {}

  record PointsGranted(String uid, long units) implements BookEntry {}

  record CouponGiven(String uid, MemberCoupon coupon) implements BookEntry {}

  record MemberClosed(String uid) implements BookEntry {}

  record MemberReopened(String uid) implements BookEntry {}

  /** All tokens of the member are void, and nothing may be reserved until it binds again. */
  record ConsentRevoked(String uid) implements BookEntry {}

  record TokenIssued(String uid, String token, Instant expiresAt) implements BookEntry {}

  record TransferExecuted(TransferId id, TransferRequest request, String reference, Instant at)
      implements BookEntry {}

  /** The tombstone: a transfer of this id is refused from here on. */
  record TransferGivenUp(TransferId id, String reference, Instant at) implements BookEntry {}
}
