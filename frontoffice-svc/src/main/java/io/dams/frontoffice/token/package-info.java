/** Token balances and the market's supply and demand, asked of the ledger. */
@NullMarked
package io.dams.frontoffice.token;

import org.jspecify.annotations.NullMarked;
