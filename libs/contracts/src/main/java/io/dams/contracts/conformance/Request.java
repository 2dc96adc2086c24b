package io.dams.contracts.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to the merchant.
 *
 * @param path with its query, below the base URL
 * @param body empty for none
 * @param memberToken shown to the merchant; null for none
 */
record Request(
    String method, String path, byte[] body, Signing signing, @Nullable String memberToken) {

  private static final byte[] NOTHING = {};
  private static final int MAX_TEXT = 400;
  private static final Pattern PHONE = Pattern.compile("\\+\\d{4,11}(\\d{3})");

  static Request get(String path) {
    return new Request("GET", path, NOTHING, new Signing.Right(), null);
  }

  static Request put(String path, byte[] body) {
    return new Request("PUT", path, body, new Signing.Right(), null);
  }

  static Request post(String path, byte[] body) {
    return new Request("POST", path, body, new Signing.Right(), null);
  }

  static Request post(String path) {
    return post(path, NOTHING);
  }

  Request signed(Signing other) {
    return new Request(method, path, body, other, memberToken);
  }

  Request withBody(byte[] other) {
    return new Request(method, path, other, signing, memberToken);
  }

  Request withToken(String token) {
    return new Request(method, path, body, signing, token);
  }

  /** For the report: no secret, no token, and of a phone the last digits only. */
  String text() {
    String text = method + " " + path;
    if (body.length > 0) {
      String shown = new String(body, StandardCharsets.UTF_8);
      shown = shown.length() > MAX_TEXT ? shown.substring(0, MAX_TEXT) + "…" : shown;
      text += " " + PHONE.matcher(shown).replaceAll("+…$1");
    }
    if (memberToken != null) {
      text += ", with a member token";
    }
    return signing.note().isEmpty() ? text : text + ", " + signing.note();
  }

  /** How a request is signed: as it should be, or wrongly in one way. */
  sealed interface Signing {

    /** What a reader of the report has to know; empty when it is as it should be. */
    String note();

    /** As the contract says. */
    record Right() implements Signing {

      @Override
      public String note() {
        return "";
      }
    }

    /** No signature headers at all. */
    record Missing() implements Signing {

      @Override
      public String note() {
        return "without the signature's headers";
      }
    }

    /** By a key that the merchant cannot know. */
    record UnknownKey() implements Signing {

      @Override
      public String note() {
        return "with a key id that nobody has";
      }
    }

    /** With the right key's id and another secret. */
    record WrongSecret() implements Signing {

      @Override
      public String note() {
        return "signed with another secret";
      }
    }

    /** Over something else than is sent. */
    record Over(String method, String path, byte[] body, String note) implements Signing {}

    /** Rightly, with a timestamp that is not now. */
    record Shifted(Duration by) implements Signing {

      @Override
      public String note() {
        return "with a timestamp of now " + (by.isNegative() ? "" : "+") + by.toSeconds() + " s";
      }
    }

    /** Rightly, with this nonce. */
    record WithNonce(String nonce) implements Signing {

      @Override
      public String note() {
        return "with the nonce " + nonce;
      }
    }
  }
}
