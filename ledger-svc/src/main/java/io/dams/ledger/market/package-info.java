/**
 * Supply, demand and volume of each point (seed 001: {@code point_amount}). Each changes once at
 * submit, at a fill and at an end, so that supply and demand are what is really open.
 */
@NullMarked
package io.dams.ledger.market;

import org.jspecify.annotations.NullMarked;
