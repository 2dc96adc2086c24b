/** What other services ask of the ledger by HTTP. */
@NullMarked
package io.dams.contracts.ledger;

import org.jspecify.annotations.NullMarked;
