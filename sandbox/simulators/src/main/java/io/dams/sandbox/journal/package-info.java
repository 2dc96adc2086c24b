/** Books of simulators on disk: what was answered for survives any end of the process. */
@NullMarked
package io.dams.sandbox.journal;

import org.jspecify.annotations.NullMarked;
