/**
 * Load and its measure: paces, latencies, counters of the servers, and the same durable work
 * without any logic.
 */
@NullMarked
package io.dams.systemtests.bench.load;

import org.jspecify.annotations.NullMarked;
