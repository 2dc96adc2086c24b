/** Tests of the push simulator. */
@NullMarked
package io.dams.sandbox.push;

import org.jspecify.annotations.NullMarked;
