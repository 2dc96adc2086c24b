/**
 * Transfers between partner apps and internal funds: for now the service's frame, with its own
 * schema and health.
 */
@NullMarked
package io.dams.transfer;

import org.jspecify.annotations.NullMarked;
