/** What the documents say of the tests is true. */
@NullMarked
package io.dams.systemtests.proofs;

import org.jspecify.annotations.NullMarked;
