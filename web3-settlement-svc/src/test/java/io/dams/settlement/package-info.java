/** The service as a whole, on a real MariaDB. */
@NullMarked
package io.dams.settlement;

import org.jspecify.annotations.NullMarked;
