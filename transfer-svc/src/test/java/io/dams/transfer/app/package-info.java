@NullMarked
package io.dams.transfer.app;

import org.jspecify.annotations.NullMarked;
