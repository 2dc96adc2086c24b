/** Accounts: one for each phone number, and its place in the unified accounts of the group. */
@NullMarked
package io.dams.frontoffice.account;

import org.jspecify.annotations.NullMarked;
