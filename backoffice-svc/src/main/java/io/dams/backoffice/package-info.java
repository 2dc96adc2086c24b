/**
 * Checks and reserves points at merchants, submits order groups to the core, settles, returns and
 * charges fees; what could not be done stands in an error book.
 */
@NullMarked
package io.dams.backoffice;

import org.jspecify.annotations.NullMarked;
