/** Live streams (SSE) of one's own orders and of the market, resumable from the database. */
@NullMarked
package io.dams.frontoffice.stream;

import org.jspecify.annotations.NullMarked;
