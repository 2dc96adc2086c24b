/**
 * The daily comparison of each merchant's statement with {@code point_statement_book}, line by
 * line. Serves invariant 2; a line that we did not know of is asked about by its id and never
 * believed by the statement alone (invariant 5).
 */
@NullMarked
package io.dams.backoffice.reconcile;

import org.jspecify.annotations.NullMarked;
