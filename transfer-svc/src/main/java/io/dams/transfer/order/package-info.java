/**
 * Transfer orders (划转订单): their life cycle, by compare-and-set, and their names, which are taken
 * once for ever. Serves invariants 4 (once) and 8 (agreement).
 */
@NullMarked
package io.dams.transfer.order;

import org.jspecify.annotations.NullMarked;
