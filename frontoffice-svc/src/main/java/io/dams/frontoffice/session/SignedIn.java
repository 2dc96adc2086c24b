package io.dams.frontoffice.session;

import io.dams.contracts.id.UserId;
import java.time.Instant;

/**
 * Who is signed in to a request, by its access token. Controllers take it as a parameter.
 *
 * @param user whose request it is
 * @param session the session of the token
 * @param expiresAt when the access token ends
 */
public record SignedIn(UserId user, String session, Instant expiresAt) {}
