/**
 * The core through Kafka, exactly once, against a loop that copies bytes in the same transactions;
 * and how long it takes to own a full book again.
 */
@NullMarked
package io.dams.systemtests.bench.core;

import org.jspecify.annotations.NullMarked;
