/** Sessions: short access tokens, refresh tokens that rotate, and who is signed in to a request. */
@NullMarked
package io.dams.frontoffice.session;

import org.jspecify.annotations.NullMarked;
