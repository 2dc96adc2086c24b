/**
 * Who is asking: access tokens (ES256) checked against the frontoffice's published keys. Which
 * paths need no token stands in {@link io.dams.gateway.token.TokenConfiguration}, and nowhere else.
 */
@NullMarked
package io.dams.gateway.token;

import org.jspecify.annotations.NullMarked;
