/**
 * The books of movements of points at merchants: {@code point_statement_book} for what was done,
 * {@code point_error_statement_book} for what could not be done yet. Serves invariants 2 (our book
 * equals the merchant's) and 9 (nothing silent).
 */
@NullMarked
package io.dams.backoffice.statement;

import org.jspecify.annotations.NullMarked;
