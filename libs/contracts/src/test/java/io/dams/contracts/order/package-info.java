/** Tests of what crosses a service boundary. */
@NullMarked
package io.dams.contracts.order;

import org.jspecify.annotations.NullMarked;
