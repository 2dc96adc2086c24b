/**
 * Transfers in (转入): a partner says that its user moves units in; it is asked, and then the ledger
 * posts. Serves invariants 4, 5 and 8.
 */
@NullMarked
package io.dams.transfer.inbound;

import org.jspecify.annotations.NullMarked;
