/**
 * Simulated merchants: the apiserver of the contract with durable books, strict checks, and faults
 * that a test or a person can switch on.
 */
@NullMarked
package io.dams.sandbox.merchant;

import org.jspecify.annotations.NullMarked;
