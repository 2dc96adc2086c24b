/**
 * The fault test's own rules: the same seed gives the same schedule, and nothing is missing in it.
 */
@NullMarked
package io.dams.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
