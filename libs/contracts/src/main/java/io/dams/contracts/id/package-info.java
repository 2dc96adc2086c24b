/** Typed identifiers. Each is made by its origin and never reused. */
@NullMarked
package io.dams.contracts.id;

import org.jspecify.annotations.NullMarked;
