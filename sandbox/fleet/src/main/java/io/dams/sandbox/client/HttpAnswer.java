package io.dams.sandbox.client;

import tools.jackson.databind.JsonNode;

/**
 * What came back, whatever its status.
 *
 * @param request method and path, for messages
 * @param body missing when it was no JSON
 * @param text the body as it came
 */
public record HttpAnswer(String request, int status, JsonNode body, String text) {

  private static final int FIRST_OF_OTHERS = 300;

  /** Whether it is a success. */
  public boolean isOk() {
    return status < FIRST_OF_OTHERS;
  }

  /** The body of a success; {@link HttpClientException} with what was said for anything else. */
  public JsonNode ok() {
    if (!isOk()) {
      throw new HttpClientException(this);
    }
    return body;
  }

  /** The code of a problem, such as {@code insufficient-points}; empty when it is none. */
  public String problem() {
    String type = body.path("type").asString("");
    return type.substring(type.lastIndexOf(':') + 1);
  }
}
