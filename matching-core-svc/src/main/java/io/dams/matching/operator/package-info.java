/** What operators tell a shard: through its log, so that every replay is told it, too. */
@NullMarked
package io.dams.matching.operator;

import org.jspecify.annotations.NullMarked;
