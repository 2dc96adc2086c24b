/**
 * Results told to partner apps (order_callback_url), as Standard Webhooks describes it. A callback
 * never holds an order back; what was not taken is in the delivery log and can be replayed.
 */
@NullMarked
package io.dams.transfer.callback;

import org.jspecify.annotations.NullMarked;
