package io.dams.sandbox.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir private Path folder;

  @Test
  void keepsWhatItMade() {
    var file = folder.resolve("secrets");
    var first = new Secrets(file);
    var password = first.password("a");
    var key = first.key("b");

    assertThat(new Secrets(file).password("a")).isEqualTo(password).matches("[A-Za-z0-9_-]{24}");
    assertThat(new Secrets(file).key("b")).isEqualTo(key);
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(first.password("c")).isNotEqualTo(password);
  }

  @Test
  void onlyItsOwnerMayReadTheFile() throws IOException {
    var file = folder.resolve("secrets");
    new Secrets(file).password("a");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void losesNoneOfThoseThatAreMadeAtOnce() throws Exception {
    var file = folder.resolve("secrets");
    var secrets = new Secrets(file);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var made =
          threads.invokeAll(
              IntStream.range(0, 40)
                  .<Callable<String>>mapToObj(i -> () -> secrets.password("p" + i % 20))
                  .toList());
      var again = new Secrets(file);
      for (var i = 0; i < made.size(); i++) {
        assertThat(again.password("p" + i % 20)).isEqualTo(made.get(i).get());
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.collect(Collectors.toList())).containsExactly(file);
    }
  }
}
