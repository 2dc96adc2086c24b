/** What the gateway would otherwise take from its surroundings, and so is injected: the clock. */
@NullMarked
package io.dams.gateway.ambient;

import org.jspecify.annotations.NullMarked;
