@NullMarked
package io.dams.sandbox.secret;

import org.jspecify.annotations.NullMarked;
