/**
 * Open, high, low and close of each book for spans of time, and of the last day: a function of the
 * trades that the core told, kept as they come and made anew from them when asked.
 */
@NullMarked
package io.dams.frontoffice.candle;

import org.jspecify.annotations.NullMarked;
