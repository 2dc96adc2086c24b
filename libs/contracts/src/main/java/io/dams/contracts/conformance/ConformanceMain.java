package io.dams.contracts.conformance;

import io.dams.contracts.conformance.ConformanceReport.Outcome;
import io.dams.contracts.conformance.ConformanceReport.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The suite's command line: one command against any merchant's server. */
public final class ConformanceMain {

  /** Environment: the key's secret in base64, instead of a file. */
  public static final String SECRET_VARIABLE = "DAMS_MERCHANT_SECRET";

  /** Arguments and options, for {@code --help} of whatever offers this command. */
  public static final String OPTIONS =
      """
      URL                  the merchant's apiserver, without /v1
      --key-id ID          the key that signs
      --secret-file FILE   its secret in base64; without it, the variable DAMS_MERCHANT_SECRET
      --uid UID            a member with at least 32 steps whom nobody else uses meanwhile
      --phone PHONE        the member's; without it, tokens are not checked
      --other-uid UID      another member; without it, returns to another are not checked
      --step UNITS         the smallest amount that is moved, 1 if not given
      --limit UNITS        what a reserve may not exceed; without it, that is not checked
      --fee                lets one step be paid as a fee, which does not come back
      --restart COMMAND    run by sh to restart the server, as hard as you like, in 60 s at most;
                           without it, that nothing is forgotten is not checked
      --within SECONDS     for the whole run, 120 if not given
      --json FILE          writes the report as JSON, too; - prints it instead of the text
      --verbose            prints the steps of what passed, too

      What the suite reserves it returns; its tombstones stay.
      """;

  private static final int WRONG_USE = 2;
  private static final int RESTART_SECONDS = 60;

  private ConformanceMain() {}

  /** Ends the process with the exit code of {@link #run}. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /**
   * Runs the suite.
   *
   * @return 0 when the merchant is conformant, 1 when it is not, 2 when that could not be told
   */
  public static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.println("usage: java -jar dams-contracts-…-conformance.jar URL OPTIONS\n");
      out.print(OPTIONS);
      out.println("\nExit code: 0 conformant, 1 not, 2 it could not be told.");
      return 0;
    }
    try {
      Arguments read = Arguments.of(arguments, environment);
      boolean onlyJson = "-".equals(read.json);
      Consumer<Result> progress = result -> print(result, err);
      ConformanceReport report =
          Conformance.run(
              read.settings(),
              Clock.systemUTC(),
              new SecureRandom(),
              onlyJson ? r -> {} : progress);
      write(report, read, out);
      return report.exitCode();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      err.println("conformance: " + e.getMessage());
      return WRONG_USE;
    }
  }

  private static void print(Result result, PrintStream err) {
    if (result.outcome() == Outcome.FAIL) {
      err.println("FAIL " + result.rule().id() + ": " + result.reason());
    }
  }

  private static void write(ConformanceReport report, Arguments read, PrintStream out) {
    if ("-".equals(read.json)) {
      out.println(report.json());
      return;
    }
    out.print(report.text(read.verbose));
    if (read.json != null) {
      try {
        Files.writeString(Path.of(read.json), report.json() + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException("the report could not be written to " + read.json, e);
      }
    }
  }

  /** The command line, while it is read. */
  private static final class Arguments {

    private String url = "";
    private String keyId = "";
    private @Nullable String secretFile;
    private String secret = "";
    private String uid = "";
    private @Nullable String phone;
    private @Nullable String otherUid;
    private long step = 1;
    private long limit;
    private boolean fee;
    private @Nullable String restart;
    private long seconds = 120;
    private @Nullable String json;
    private boolean verbose;

    static Arguments of(List<String> words, Map<String, String> environment) {
      Arguments read = new Arguments();
      read.secret = environment.getOrDefault(SECRET_VARIABLE, "");
      Deque<String> rest = new ArrayDeque<>(words);
      while (!rest.isEmpty()) {
        read.word(rest.pop(), rest);
      }
      return read;
    }

    private void word(String word, Deque<String> rest) {
      switch (word) {
        case "--key-id" -> keyId = value(word, rest);
        case "--secret-file" -> secretFile = value(word, rest);
        case "--uid" -> uid = value(word, rest);
        case "--phone" -> phone = value(word, rest);
        case "--other-uid" -> otherUid = value(word, rest);
        case "--step" -> step = number(word, rest);
        case "--limit" -> limit = number(word, rest);
        case "--fee" -> fee = true;
        case "--restart" -> restart = value(word, rest);
        case "--within" -> seconds = number(word, rest);
        case "--json" -> json = value(word, rest);
        case "--verbose" -> verbose = true;
        default -> {
          if (word.startsWith("-") || !url.isEmpty()) {
            throw new IllegalArgumentException("what is " + word + "? See --help");
          }
          url = word;
        }
      }
    }

    ConformanceSettings settings() {
      if (url.isEmpty()) {
        throw new IllegalArgumentException("the URL of the merchant is missing; see --help");
      }
      ConformanceSettings settings =
          ConformanceSettings.of(URI.create(url), keyId, secret(), uid)
              .amounts(step, limit)
              .bounds(Duration.ofSeconds(10), Duration.ofSeconds(seconds));
      settings = phone == null ? settings : settings.phone(phone);
      settings = otherUid == null ? settings : settings.otherUid(otherUid);
      settings = fee ? settings.payingFee() : settings;
      String command = restart;
      return command == null ? settings : settings.restart(() -> restart(command));
    }

    private byte[] secret() {
      String text = secret;
      if (secretFile != null) {
        try {
          text = Files.readString(Path.of(secretFile), StandardCharsets.UTF_8);
        } catch (IOException e) {
          throw new UncheckedIOException("the secret's file cannot be read: " + secretFile, e);
        }
      }
      if (text.isBlank()) {
        throw new IllegalArgumentException(
            "the secret is missing: give --secret-file, or set " + SECRET_VARIABLE);
      }
      try {
        return Base64.getDecoder().decode(text.strip());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the secret is not base64", e);
      }
    }

    private static void restart(String command) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(RESTART_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        throw new IOException("the command took more than " + RESTART_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException("the command ended with " + process.exitValue());
      }
    }

    private static String value(String word, Deque<String> rest) {
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(word + " needs a value; see --help");
      }
      return rest.pop();
    }

    private static long number(String word, Deque<String> rest) {
      String text = value(word, rest);
      if (!text.matches("[1-9][0-9]{0,9}")) {
        throw new IllegalArgumentException(word + " needs a positive number, not " + text);
      }
      return Long.parseLong(text);
    }
  }
}
