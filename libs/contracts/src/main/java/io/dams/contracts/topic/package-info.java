/** The messages of the {@code dams.exchange.point.*} topics, and the topics' names. */
@NullMarked
package io.dams.contracts.topic;

import org.jspecify.annotations.NullMarked;
