/**
 * Every error that the gateway itself answers, as RFC 9457 problem details. An answer that came
 * from a service is passed on as it is.
 */
@NullMarked
package io.dams.gateway.problem;

import org.jspecify.annotations.NullMarked;
