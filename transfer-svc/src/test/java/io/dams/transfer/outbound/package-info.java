@NullMarked
package io.dams.transfer.outbound;

import org.jspecify.annotations.NullMarked;
