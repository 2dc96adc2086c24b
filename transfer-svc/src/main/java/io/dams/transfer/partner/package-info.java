/**
 * Partner apps as they are asked: the three addresses of seed 003, signed, bounded, and with what
 * is definite told from what is not. Serves invariant 5: unknown is not failed.
 */
@NullMarked
package io.dams.transfer.partner;

import org.jspecify.annotations.NullMarked;
