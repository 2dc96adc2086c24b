/** Tests of the numbers for Prometheus. */
@NullMarked
package io.dams.transfer.backlog;

import org.jspecify.annotations.NullMarked;
