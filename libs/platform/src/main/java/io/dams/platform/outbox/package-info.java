/**
 * Messages leave in the transaction of the change that they tell of, and reach Kafka at least once,
 * in the order of each key.
 */
@NullMarked
package io.dams.platform.outbox;

import org.jspecify.annotations.NullMarked;
