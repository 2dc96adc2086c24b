/** Tests of what crosses a service boundary. */
@NullMarked
package io.dams.contracts.id;

import org.jspecify.annotations.NullMarked;
