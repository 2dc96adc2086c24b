/**
 * Order groups: checked by a list of rules, accepted with an idempotency key, sent on by outbox.
 */
@NullMarked
package io.dams.frontoffice.order;

import org.jspecify.annotations.NullMarked;
