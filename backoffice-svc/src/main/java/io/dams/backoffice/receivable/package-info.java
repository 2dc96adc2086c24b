/**
 * What merchants owe us: reserves that they confirmed and later had not, and movements that they
 * refuse for ever. Trades are final, so the points become a receivable; a missing reserve halts the
 * merchant's contracts besides (seed 001; invariants 2 and 9).
 */
@NullMarked
package io.dams.backoffice.receivable;

import org.jspecify.annotations.NullMarked;
