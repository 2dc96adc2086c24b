@NullMarked
package io.dams.gateway.limit;

import org.jspecify.annotations.NullMarked;
