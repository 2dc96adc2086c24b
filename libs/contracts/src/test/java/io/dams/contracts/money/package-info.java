/** Tests of what crosses a service boundary. */
@NullMarked
package io.dams.contracts.money;

import org.jspecify.annotations.NullMarked;
