package io.dams.platform.identity;

import feign.RequestInterceptor;
import feign.RequestTemplate;

/** Adds this service's token to the requests of a Feign client. */
public class ServiceIdentityInterceptor implements RequestInterceptor {

  private final ServiceTokens tokens;
  private final String audience;

  /**
   * For the client of one service.
   *
   * @param audience the called service's name
   */
  public ServiceIdentityInterceptor(ServiceTokens tokens, String audience) {
    this.tokens = tokens;
    this.audience = audience;
  }

  @Override
  public void apply(RequestTemplate request) {
    request.removeHeader("Authorization");
    request.header("Authorization", "Bearer " + tokens.issue(audience));
  }
}
