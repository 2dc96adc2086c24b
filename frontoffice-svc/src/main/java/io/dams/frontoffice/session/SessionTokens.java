package io.dams.frontoffice.session;

/**
 * What a client needs to act for its user.
 *
 * @param accessToken a JWT, for the header {@code Authorization: Bearer}
 * @param refreshToken for the next pair of tokens, once
 * @param expiresInSeconds life of the access token
 */
public record SessionTokens(String accessToken, String refreshToken, long expiresInSeconds) {

  @Override
  public String toString() {
    return "SessionTokens[]";
  }
}
