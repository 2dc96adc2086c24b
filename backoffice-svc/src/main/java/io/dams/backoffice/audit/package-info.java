/**
 * What people did to the books of points, and on what evidence. Serves invariant 9: nothing leaves
 * an operators' book without a row that says who, why, and by which reference of the merchant.
 */
@NullMarked
package io.dams.backoffice.audit;

import org.jspecify.annotations.NullMarked;
