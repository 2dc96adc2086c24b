/** Passwords and keys of one installation, in files that only their owner may read. */
@NullMarked
package io.dams.sandbox.secret;

import org.jspecify.annotations.NullMarked;
