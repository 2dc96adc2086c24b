package io.dams.contracts.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guide whose first block of shell is run as it is written.
 *
 * @param text Markdown
 */
public record Guide(String text) {

  private static final Pattern SHELL = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);
  private static final int SECONDS = 60;

  /** The guide in this file of the checkout. */
  public static Guide of(String file) {
    return new Guide(Checkout.text(file));
  }

  /**
   * Runs its shell, and gives the lines that it wrote.
   *
   * @param directory for the script and what it says
   * @throws IllegalStateException with these lines, when a command fails or a minute is over
   */
  public List<String> run(Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Matcher block = SHELL.matcher(text);
    if (!block.find()) {
      throw new IllegalStateException("the guide has no shell");
    }
    Path script =
        Files.writeString(directory.resolve("guide.sh"), "set -euo pipefail\n" + block.group(1));
    Path said = directory.resolve("said");
    ProcessBuilder bash = new ProcessBuilder("bash", script.toString());
    bash.environment().putAll(environment);
    Process process = bash.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    int code = process.destroyForcibly().waitFor();
    List<String> lines = Files.readAllLines(said);
    if (!ended || code != 0) {
      throw new IllegalStateException("ended " + ended + " with " + code + ": " + lines);
    }
    return lines;
  }
}
