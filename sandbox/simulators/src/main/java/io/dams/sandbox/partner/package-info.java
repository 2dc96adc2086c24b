/**
 * A simulated partner app of the transfer service: its users, its side of each order, the callbacks
 * that it took, and faults on demand. Callbacks are checked by a Standard Webhooks library that is
 * not ours.
 */
@NullMarked
package io.dams.sandbox.partner;

import org.jspecify.annotations.NullMarked;
