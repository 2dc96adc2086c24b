/** What starting, watching and ending a process promise. */
@NullMarked
package io.dams.sandbox.process;

import org.jspecify.annotations.NullMarked;
