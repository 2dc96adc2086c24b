/**
 * Lists, statistics and exports may be read from a replica (读写分离 of seed 003), which can be behind.
 * What decides about money never is.
 */
@NullMarked
package io.dams.transfer.reading;

import org.jspecify.annotations.NullMarked;
