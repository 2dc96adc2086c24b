/**
 * What an order group asks for, as it travels from the frontoffice to the core and into the books.
 */
@NullMarked
package io.dams.contracts.order;

import org.jspecify.annotations.NullMarked;
