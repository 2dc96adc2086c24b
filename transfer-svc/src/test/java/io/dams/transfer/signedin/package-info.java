@NullMarked
package io.dams.transfer.signedin;

import org.jspecify.annotations.NullMarked;
