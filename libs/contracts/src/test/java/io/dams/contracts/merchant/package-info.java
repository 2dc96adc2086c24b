/** Tests of what crosses a service boundary. */
@NullMarked
package io.dams.contracts.merchant;

import org.jspecify.annotations.NullMarked;
