/** The merchant apiserver: what a merchant implements so that its points can be traded. */
@NullMarked
package io.dams.contracts.merchant;

import org.jspecify.annotations.NullMarked;
