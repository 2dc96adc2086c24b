/** The trial balance: whether everything in the ledger adds up, now. */
@NullMarked
package io.dams.ledger.trial;

import org.jspecify.annotations.NullMarked;
