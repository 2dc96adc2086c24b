@NullMarked
package io.dams.gateway.client;

import org.jspecify.annotations.NullMarked;
