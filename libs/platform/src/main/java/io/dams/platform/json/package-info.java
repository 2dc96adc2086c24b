/** JSON as all services write it: ISO times, plain decimals, unknown fields ignored. */
@NullMarked
package io.dams.platform.json;

import org.jspecify.annotations.NullMarked;
