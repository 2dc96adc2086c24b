/**
 * Transfers out (转出): a user's funds are held, the partner is asked by our id until its answer is
 * definite, and only then is the hold posted or voided. Serves invariants 4, 5 and 8.
 */
@NullMarked
package io.dams.transfer.outbound;

import org.jspecify.annotations.NullMarked;
