/**
 * Trace context (W3C traceparent) across tables: from the writer of a row to the worker that takes
 * it up.
 */
@NullMarked
package io.dams.platform.tracing;

import org.jspecify.annotations.NullMarked;
