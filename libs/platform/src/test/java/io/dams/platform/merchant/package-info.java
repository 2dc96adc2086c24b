/** Tests of the merchant client against a simulated merchant. */
@NullMarked
package io.dams.platform.merchant;

import org.jspecify.annotations.NullMarked;
