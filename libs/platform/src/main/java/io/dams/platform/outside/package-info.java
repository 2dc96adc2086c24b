/**
 * Calls to addresses that an outside party chose. Such a party may try to make us call ourselves:
 * the address that is checked is the one that is connected to, and nothing is followed.
 */
@NullMarked
package io.dams.platform.outside;

import org.jspecify.annotations.NullMarked;
