@NullMarked
package io.dams.sandbox.supervisor;

import org.jspecify.annotations.NullMarked;
