package io.dams.transfer.order;

import io.dams.transfer.amount.Priced.Amounts;

/**
 * An order that is to be opened.
 *
 * @param request what was asked for
 * @param amounts what it is worth
 * @param given whether the partner's word is taken as given: nobody is to be asked
 */
public record NewOrder(OrderRequest request, Amounts amounts, boolean given) {}
