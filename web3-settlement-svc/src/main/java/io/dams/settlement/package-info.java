/**
 * Settlement of web2 orders on chain: for now the service's frame, with its own schema and health.
 */
@NullMarked
package io.dams.settlement;

import org.jspecify.annotations.NullMarked;
