/** The service as a whole, on a real MariaDB. */
@NullMarked
package io.dams.wallet;

import org.jspecify.annotations.NullMarked;
