/** What became of order groups, put together from three topics for their owners to see. */
@NullMarked
package io.dams.frontoffice.progress;

import org.jspecify.annotations.NullMarked;
