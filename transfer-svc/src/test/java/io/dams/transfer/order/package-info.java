@NullMarked
package io.dams.transfer.order;

import org.jspecify.annotations.NullMarked;
