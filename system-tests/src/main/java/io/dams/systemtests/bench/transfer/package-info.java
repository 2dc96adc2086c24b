/**
 * Transfers of an internal app to their end, against their durable commits without any logic; and
 * beside the archive.
 */
@NullMarked
package io.dams.systemtests.bench.transfer;

import org.jspecify.annotations.NullMarked;
