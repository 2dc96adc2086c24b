package io.dams.matching.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the chunks of a state. */
final class StateHash {

  private final MessageDigest digest;

  StateHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(byte[] chunk) {
    digest.update(chunk);
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
