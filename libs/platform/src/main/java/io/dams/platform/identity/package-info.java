/** Services know each other by short-lived ES256 tokens (RFC 7519). */
@NullMarked
package io.dams.platform.identity;

import org.jspecify.annotations.NullMarked;
