@NullMarked
package io.dams.transfer.posting;

import org.jspecify.annotations.NullMarked;
