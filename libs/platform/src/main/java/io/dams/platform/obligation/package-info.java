/**
 * What we owe an outside party, kept in one table until it is done: claimed with a lease and a
 * fencing number, tried on virtual threads with a bound for each lane.
 */
@NullMarked
package io.dams.platform.obligation;

import org.jspecify.annotations.NullMarked;
