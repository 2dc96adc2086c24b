/**
 * What moved on an account, and what was on it at a time: read from the entries, which are only
 * ever added to.
 */
@NullMarked
package io.dams.ledger.accountstatement;

import org.jspecify.annotations.NullMarked;
