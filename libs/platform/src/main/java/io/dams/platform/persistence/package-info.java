/** MyBatis set-up: type handlers for the ids and times of our tables. */
@NullMarked
package io.dams.platform.persistence;

import org.jspecify.annotations.NullMarked;
