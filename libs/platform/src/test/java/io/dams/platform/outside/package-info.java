@NullMarked
package io.dams.platform.outside;

import org.jspecify.annotations.NullMarked;
