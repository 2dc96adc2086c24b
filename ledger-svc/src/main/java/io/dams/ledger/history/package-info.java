/**
 * Histories of order groups, their legs and trades (seed 001: {@code point_order_group_history},
 * {@code point_order_history}, {@code point_trade_history}). A leg's row adds up to its trades.
 */
@NullMarked
package io.dams.ledger.history;

import org.jspecify.annotations.NullMarked;
