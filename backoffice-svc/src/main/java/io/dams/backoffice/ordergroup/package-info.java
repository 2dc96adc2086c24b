/**
 * The life of an order group between its arrival and its end, and of the parts that have to be
 * ready before it is submitted. Serves the invariant that before submission only backoffice ends a
 * group, and after it only the core.
 */
@NullMarked
package io.dams.backoffice.ordergroup;

import org.jspecify.annotations.NullMarked;
