/**
 * Calls to the merchants' apiservers: signed, bounded in time and size, each merchant with a pool
 * of its own. What is not a definite answer is unknown, and said to be so (invariant 5).
 */
@NullMarked
package io.dams.platform.merchant;

import org.jspecify.annotations.NullMarked;
