/**
 * The fault test of points trading: a seeded mixed load through the gateway while merchants refuse,
 * hang and answer too late, and while services are killed. In the end nothing is lost or doubled:
 * the customers' own sums and the auditor have to agree.
 */
@NullMarked
package io.dams.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
