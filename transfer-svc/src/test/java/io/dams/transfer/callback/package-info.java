@NullMarked
package io.dams.transfer.callback;

import org.jspecify.annotations.NullMarked;
