/**
 * What the topics of orders mean to the ledger: one transaction for what a poll gives, over
 * histories, market, funds and push.
 */
@NullMarked
package io.dams.ledger.order;

import org.jspecify.annotations.NullMarked;
