/**
 * Messages take effect once: their id is written in the transaction of the effect. Two kinds of
 * listener containers say what becomes of a record that fails.
 */
@NullMarked
package io.dams.platform.inbox;

import org.jspecify.annotations.NullMarked;
