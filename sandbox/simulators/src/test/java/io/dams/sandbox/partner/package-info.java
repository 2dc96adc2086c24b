@NullMarked
package io.dams.sandbox.partner;

import org.jspecify.annotations.NullMarked;
