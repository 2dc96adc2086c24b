/** The gateway as a whole, against a stub of a service and a real Redis. */
@NullMarked
package io.dams.gateway;

import org.jspecify.annotations.NullMarked;
