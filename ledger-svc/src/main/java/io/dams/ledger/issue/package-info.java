/** Tokens coming into being, by an operator's word: the only journals that debit an issuer. */
@NullMarked
package io.dams.ledger.issue;

import org.jspecify.annotations.NullMarked;
