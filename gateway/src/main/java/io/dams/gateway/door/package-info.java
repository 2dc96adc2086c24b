/** What every request passes before its route: hidden paths, body size, demanded headers. */
@NullMarked
package io.dams.gateway.door;

import org.jspecify.annotations.NullMarked;
