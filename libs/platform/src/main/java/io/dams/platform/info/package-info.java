/** What a service says about itself to anybody: its name and its version. */
@NullMarked
package io.dams.platform.info;

import org.jspecify.annotations.NullMarked;
