@NullMarked
package io.dams.platform.webhook;

import org.jspecify.annotations.NullMarked;
