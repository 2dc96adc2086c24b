/** The service as a whole, on a real MariaDB. */
@NullMarked
package io.dams.transfer;

import org.jspecify.annotations.NullMarked;
