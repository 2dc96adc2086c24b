/** Brands and their points ({@code brand}, {@code pointdict}), kept by operators. */
@NullMarked
package io.dams.frontoffice.brand;

import org.jspecify.annotations.NullMarked;
