/** Tests of how load is given and measured. */
@NullMarked
package io.dams.systemtests.bench.load;

import org.jspecify.annotations.NullMarked;
