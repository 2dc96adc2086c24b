package io.dams.frontoffice;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** An HTTP answer in a test. */
record Answer(int status, HttpHeaders headers, JsonNode body) {

  /** The text at a path such as {@code legs/0/quantity}; empty when there is none. */
  String text(String path) {
    return body.at("/" + path).asString("");
  }

  /** The problem's code; empty when it is no problem. */
  String code() {
    return text("code");
  }
}
