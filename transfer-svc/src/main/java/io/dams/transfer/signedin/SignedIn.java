package io.dams.transfer.signedin;

import io.dams.contracts.id.UserId;

/**
 * Who is signed in to a request, by its access token. Controllers take it as a parameter.
 *
 * @param user whose request it is
 */
public record SignedIn(UserId user) {}
