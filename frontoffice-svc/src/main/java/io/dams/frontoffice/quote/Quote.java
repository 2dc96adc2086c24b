package io.dams.frontoffice.quote;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a swap gives, frozen until it expires, for one order group that is fill-or-kill.
 *
 * @param quoteId its id
 * @param accountId whose
 * @param sellContract the contract of the point given
 * @param sellLots lots given
 * @param sellLotUnits point units in a lot
 * @param sellPriceUnits the limit: the worst level touched
 * @param sellFeeUnits the merchant's fee on top of what is given
 * @param buyContract the contract of the point taken
 * @param buyLots lots taken
 * @param buyLotUnits point units in a lot
 * @param buyPriceUnits the limit: the worst level touched
 * @param residualUnits tokens left over, which stay with the user
 * @param usedBy the order group that used it; null for none
 */
public record Quote(
    String quoteId,
    UserId accountId,
    ContractId sellContract,
    long sellLots,
    long sellLotUnits,
    long sellPriceUnits,
    long sellFeeUnits,
    ContractId buyContract,
    long buyLots,
    long buyLotUnits,
    long buyPriceUnits,
    long residualUnits,
    Instant createdAt,
    Instant expiresAt,
    @Nullable OrderGroupId usedBy) {

  /** Whether it can no longer be used at this time. */
  public boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
