/** The whole fleet as processes, from outside: through the gateway, as a client has it. */
@NullMarked
package io.dams.systemtests.fleet;

import org.jspecify.annotations.NullMarked;
