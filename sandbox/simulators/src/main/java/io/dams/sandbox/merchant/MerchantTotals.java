package io.dams.sandbox.merchant;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dams.contracts.money.AssetCode;
import java.util.List;

/**
 * A merchant's books at one moment.
 *
 * @param exCode whose
 * @param grantedUnits points that ever came into being; text in JSON
 * @param intermediaryUnits points in flight; text in JSON
 * @param feeUnits earned as fees; text in JSON
 * @param transfersDone how many moved points
 * @param transfersCancelled how many tombstones
 * @param members by uid
 */
public record MerchantTotals(
    AssetCode exCode,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long grantedUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long intermediaryUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long feeUnits,
    int transfersDone,
    int transfersCancelled,
    List<MemberTotals> members) {

  /** Copies the list. */
  public MerchantTotals {
    members = List.copyOf(members);
  }

  /**
   * One member.
   *
   * @param consentRevoked whether the member has to bind again
   */
  public record MemberTotals(
      String uid,
      String phone,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long availableUnits,
      boolean closed,
      boolean consentRevoked) {}

  /** What a member can spend; {@link IllegalArgumentException} when there is none such. */
  public long availableUnits(String uid) {
    return members.stream()
        .filter(member -> member.uid().equals(uid))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no member " + uid))
        .availableUnits();
  }

  /** Granted = members + intermediary + fee. */
  @JsonIgnore
  public boolean isBalanced() {
    long memberUnits = members.stream().mapToLong(MemberTotals::availableUnits).sum();
    return grantedUnits == memberUnits + intermediaryUnits + feeUnits;
  }
}
