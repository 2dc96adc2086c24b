package io.dams.sandbox.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.sandbox.journal.JournalMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalMapperTest {

  private static final BookEntry FIRST = new BookEntry.MemberJoined("ann", "+8613800000001");
  private static final BookEntry SECOND = new BookEntry.PointsGranted("ann", 7);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() {
    file = directory.resolve("deep").resolve("books.journal");
    try (var journal = JournalMapper.open(file, BookEntry.class, entry -> {})) {
      journal.append(FIRST);
      journal.sync(journal.append(SECOND));
    }
  }

  @Test
  void replaysWhatWasWritten() {
    assertThat(replayed()).containsExactly(FIRST, SECOND);
  }

  @Test
  void cutsOffALastLineThatWasTornAtAnyByte() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    int second = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = second; length < whole.length; length++) {
      byte[] torn = new byte[length];
      System.arraycopy(whole, 0, torn, 0, length);
      Files.write(file, torn);
      assertThat(replayed()).as("cut at " + length).containsExactly(FIRST);
      assertThat(Files.size(file)).isEqualTo(second);
    }
  }

  @Test
  void cutsOffALastLineWithAWrongChecksum() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
    assertThat(replayed()).containsExactly(FIRST);
  }

  @Test
  void writesOnBehindTheCut() throws Exception {
    Files.writeString(file, "0000", StandardOpenOption.APPEND);
    try (var journal = JournalMapper.open(file, BookEntry.class, entry -> {})) {
      journal.sync(journal.append(FIRST));
    }
    assertThat(replayed()).containsExactly(FIRST, SECOND, FIRST);
  }

  @Test
  void refusesAFileThatIsDamagedInTheMiddle() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[15] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(this::replayed)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void isUsedByOneAtATime() {
    try (var journal = JournalMapper.open(file, BookEntry.class, entry -> {})) {
      assertThat(journal.position()).isPositive();
      assertThatThrownBy(this::replayed)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another process");
    }
  }

  private List<BookEntry> replayed() {
    List<BookEntry> entries = new ArrayList<>();
    JournalMapper.open(file, BookEntry.class, entries::add).close();
    return entries;
  }
}
