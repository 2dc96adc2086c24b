/**
 * Breaks: differences between a merchant's statement and our book, and what becomes of them. Serves
 * invariants 2 (line by line) and 9 (nothing silent): a break is open until it matches by itself or
 * somebody resolves it with evidence.
 */
@NullMarked
package io.dams.backoffice.breaks;

import org.jspecify.annotations.NullMarked;
