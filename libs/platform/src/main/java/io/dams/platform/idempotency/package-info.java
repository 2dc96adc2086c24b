/**
 * A request that is repeated gets the first answer: its key is unique, in the transaction of the
 * effect.
 */
@NullMarked
package io.dams.platform.idempotency;

import org.jspecify.annotations.NullMarked;
