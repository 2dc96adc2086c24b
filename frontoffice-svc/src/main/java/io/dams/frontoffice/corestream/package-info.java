/** The core's event stream, read once and in order by all projections of this service. */
@NullMarked
package io.dams.frontoffice.corestream;

import org.jspecify.annotations.NullMarked;
