/** Market data as the core tells it: depth, last price, trades. */
@NullMarked
package io.dams.frontoffice.market;

import org.jspecify.annotations.NullMarked;
