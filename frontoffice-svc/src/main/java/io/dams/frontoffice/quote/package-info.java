/** Quotes: what a swap gives at this moment, frozen for some seconds, for one use. */
@NullMarked
package io.dams.frontoffice.quote;

import org.jspecify.annotations.NullMarked;
