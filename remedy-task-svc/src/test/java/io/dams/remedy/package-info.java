/** The service as a whole, on a real MariaDB. */
@NullMarked
package io.dams.remedy;

import org.jspecify.annotations.NullMarked;
