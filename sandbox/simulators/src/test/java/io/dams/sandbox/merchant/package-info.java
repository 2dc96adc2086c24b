/** Tests of the simulated merchant: every rule of the contract, and every fault. */
@NullMarked
package io.dams.sandbox.merchant;

import org.jspecify.annotations.NullMarked;
