/**
 * How many points stand open somewhere, and for how long, as gauges by merchant: in the error book,
 * in suspense, as receivables (invariant 9: nothing silent).
 */
@NullMarked
package io.dams.backoffice.openpoints;

import org.jspecify.annotations.NullMarked;
