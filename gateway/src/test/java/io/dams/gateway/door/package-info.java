/** Tests of what the door lets in. */
@NullMarked
package io.dams.gateway.door;

import org.jspecify.annotations.NullMarked;
