package io.dams.sandbox.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files and folders that only their owner may read, from the moment they exist. */
public final class PrivateFile {

  private PrivateFile() {}

  /** Writes the whole file, or leaves the old one as it is. */
  public static void write(Path file, String text) {
    try {
      // A temporary file is its owner's only, and has a name that no other writer has.
      var half = Files.createTempFile(folderOf(file), file.getFileName() + ".", ".half");
      Files.writeString(half, text);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException("could not write " + file, failure);
    }
  }

  /** Makes the folder and those above it that are missing. */
  public static Path folder(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException failure) {
      throw new UncheckedIOException("could not make " + folder, failure);
    }
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }
}
