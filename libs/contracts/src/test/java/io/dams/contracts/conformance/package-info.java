/** Tests of the conformance suite's rules; the suite itself is tested against the simulator. */
@NullMarked
package io.dams.contracts.conformance;

import org.jspecify.annotations.NullMarked;
