@NullMarked
package io.dams.gateway.token;

import org.jspecify.annotations.NullMarked;
