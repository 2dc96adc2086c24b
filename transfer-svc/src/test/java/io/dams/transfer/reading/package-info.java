@NullMarked
package io.dams.transfer.reading;

import org.jspecify.annotations.NullMarked;
