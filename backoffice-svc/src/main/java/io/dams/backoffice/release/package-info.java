/**
 * What a sell leg's end owes: the return of what was not executed with the rest of the fee, and the
 * merchant's fee for what was. Serves invariants 2 and 3; one release and one fee for a leg, ever.
 */
@NullMarked
package io.dams.backoffice.release;

import org.jspecify.annotations.NullMarked;
