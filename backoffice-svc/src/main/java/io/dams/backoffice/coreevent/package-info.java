/**
 * What the core decided about submitted groups: trades are counted and settled, ended legs
 * released. The stream stops rather than pass over an event that does not fit our own rows.
 */
@NullMarked
package io.dams.backoffice.coreevent;

import org.jspecify.annotations.NullMarked;
