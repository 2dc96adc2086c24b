/**
 * The conformance suite of the merchant apiserver: asks a merchant's server, as we would, whether
 * it keeps each rule of the contract, and says which it does not. Invariants 2 and 4 rest on it.
 */
@NullMarked
package io.dams.contracts.conformance;

import org.jspecify.annotations.NullMarked;
