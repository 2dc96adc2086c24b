package io.dams.platform.outside;

import java.net.URI;
import java.util.Map;

/**
 * A request to an outside party.
 *
 * @param method GET or POST
 * @param uri the address that the party gave
 * @param headers as they are sent
 * @param body its exact bytes; empty for none
 */
public record OutsideRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

  /** Copies the headers. */
  public OutsideRequest {
    headers = Map.copyOf(headers);
  }
}
