/** What tests of every module share and that needs nothing but the JDK. */
@NullMarked
package io.dams.contracts.testing;

import org.jspecify.annotations.NullMarked;
