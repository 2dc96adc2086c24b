/** Errors as problem details (RFC 9457), each with a stable code. */
@NullMarked
package io.dams.platform.problem;

import org.jspecify.annotations.NullMarked;
