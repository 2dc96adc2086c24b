package io.dams.sandbox.secret;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Supplier;

/** Secrets of this installation: made when they are first asked for, kept in one private file. */
public final class Secrets {

  private static final int KEY_BYTES = 32;
  private static final int PASSWORD_BYTES = 18;

  private final Path file;
  private final SecureRandom random = new SecureRandom();

  /** Those in this file, which need not exist yet. */
  public Secrets(Path file) {
    this.file = file;
  }

  /** A password by its name: letters, digits, - and _. Made when it is first asked for. */
  public String password(String name) {
    return get(
        name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES)));
  }

  /** A key by its name: base64 of 32 random bytes. Made when it is first asked for. */
  public String key(String name) {
    return get(name, () -> Base64.getEncoder().encodeToString(bytes(KEY_BYTES)));
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private synchronized String get(String name, Supplier<String> make) {
    var all = new Properties();
    try {
      if (Files.exists(file)) {
        try (var reader = Files.newBufferedReader(file)) {
          all.load(reader);
        }
      }
      var present = all.getProperty(name);
      if (present != null) {
        return present;
      }
      var made = make.get();
      all.setProperty(name, made);
      var text = new StringWriter();
      all.store(text, null);
      PrivateFile.write(file, text.toString());
      return made;
    } catch (IOException failure) {
      throw new UncheckedIOException("could not read " + file, failure);
    }
  }
}
