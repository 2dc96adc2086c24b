/** Payment orders and their repair: for now the service's frame, with its own schema and health. */
@NullMarked
package io.dams.remedy;

import org.jspecify.annotations.NullMarked;
