/**
 * How much one address and one user may ask, counted in Redis so that all replicas share it. When
 * Redis is away, log-in is refused and everything else is let through and alarmed.
 */
@NullMarked
package io.dams.gateway.limit;

import org.jspecify.annotations.NullMarked;
