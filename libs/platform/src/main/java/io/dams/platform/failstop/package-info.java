/**
 * Streams of which no record may be passed over: a record that cannot be taken stops its listener
 * and calls an operator.
 */
@NullMarked
package io.dams.platform.failstop;

import org.jspecify.annotations.NullMarked;
