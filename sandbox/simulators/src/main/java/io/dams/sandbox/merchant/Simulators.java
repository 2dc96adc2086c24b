package io.dams.sandbox.merchant;

import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.partner.PartnerSettings;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.sandbox.push.ApnsAccount;
import io.dams.sandbox.push.ApnsSimulator;
import io.dams.sandbox.push.FcmSimulator;
import io.dams.sandbox.sms.SmsSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * All simulators in one process. Prints a line that begins with {@code READY} when each listens,
 * and ends by SIGTERM; may be killed at any moment.
 */
public final class Simulators implements AutoCloseable {

  private static final String USAGE =
      """
      usage: Simulators --data DIR --secrets FILE [--sms PORT] [--partner PORT --transfers URI]
                        [--push PORT --push-account FILE] [--apns PORT --apns-account DIR]
                        EXCODE=PORT...
        --data       where the journals are, one file each
        --secrets    properties EXCODE.key-id and EXCODE.secret (base64) of each merchant
        --transfers  where the partner reaches the transfer service
        --push-account  the service account for which FCM takes messages; what APNs took is
                     shown at this port, too
        --apns-account  the folder of the account for which APNs takes pushes
      """;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Simulators() {}

  /**
   * What the command line asks for.
   *
   * @param options by name; ports are −1 when they are left out
   */
  record Arguments(Map<String, String> options, Map<AssetCode, Integer> merchants) {

    private static final Set<String> OPTIONS =
        Set.of(
            "--data",
            "--secrets",
            "--sms",
            "--partner",
            "--transfers",
            "--push",
            "--push-account",
            "--apns",
            "--apns-account");

    static Arguments parse(String[] args) {
      Map<String, String> options = new HashMap<>();
      Map<AssetCode, Integer> merchants = new TreeMap<>();
      for (int i = 0; i < args.length; i++) {
        if (OPTIONS.contains(args[i])) {
          options.put(args[i], i + 1 < args.length ? args[i + 1] : "");
          i++;
          continue;
        }
        String[] pair = args[i].split("=", -1);
        if (pair.length != 2) {
          throw new IllegalArgumentException("cannot understand '" + args[i] + "'\n" + USAGE);
        }
        merchants.put(new AssetCode(pair[0]), Integer.parseInt(pair[1]));
      }
      return new Arguments(options, merchants);
    }

    Path path(String option) {
      String value = options.get(option);
      if (value == null) {
        throw new IllegalArgumentException(option + " is missing\n" + USAGE);
      }
      return Path.of(value);
    }

    int port(String option) {
      return Integer.parseInt(options.getOrDefault(option, "-1"));
    }
  }

  /** Starts what the arguments name and stays until the process is told to end. */
  public static void main(String[] args) throws InterruptedException {
    Simulators simulators = new Simulators();
    try {
      simulators.start(Arguments.parse(args), System.out);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      simulators.close();
      System.exit(2);
    }
    CountDownLatch end = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  simulators.close();
                  end.countDown();
                }));
    end.await();
  }

  private void start(Arguments arguments, PrintStream out) {
    Path data = arguments.path("--data");
    Properties secrets = secrets(arguments.path("--secrets"));
    arguments
        .merchants()
        .forEach(
            (exCode, port) -> {
              MerchantSimulator merchant =
                  MerchantSimulator.start(
                      new MerchantSettings(
                          exCode,
                          port,
                          data.resolve(exCode + ".journal"),
                          Map.of(
                              required(secrets, exCode + ".key-id"),
                              Base64.getDecoder().decode(required(secrets, exCode + ".secret")))));
              running.push(merchant);
              out.println("merchant " + exCode + " at " + merchant.baseUrl());
            });
    if (arguments.port("--sms") >= 0) {
      SmsSimulator sms = SmsSimulator.start(arguments.port("--sms"));
      running.push(sms);
      out.println("sms at " + sms.baseUrl() + "/sms");
    }
    if (arguments.port("--partner") >= 0) {
      String transfers = arguments.options().get("--transfers");
      PartnerSimulator partner =
          PartnerSimulator.start(
              new PartnerSettings(
                  arguments.port("--partner"),
                  data.resolve("partner.journal"),
                  transfers == null ? null : URI.create(transfers)));
      running.push(partner);
      out.println("partner at " + partner.baseUrl());
    }
    startPush(arguments, out);
    out.println("READY, " + running.size() + " simulators");
    out.flush();
  }

  private void startPush(Arguments arguments, PrintStream out) {
    ApnsSimulator apns = null;
    if (arguments.port("--apns") >= 0) {
      ApnsAccount account = new ApnsAccount(arguments.path("--apns-account"));
      apns = ApnsSimulator.start(arguments.port("--apns"), account);
      running.push(apns);
      out.println("APNs at localhost:" + apns.port());
    }
    if (arguments.port("--push") >= 0) {
      FcmSimulator fcm =
          FcmSimulator.start(arguments.port("--push"), arguments.path("--push-account"), apns);
      running.push(fcm);
      out.println("FCM at " + fcm.baseUrl());
    }
  }

  private static Properties secrets(Path file) {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      secrets.load(reader);
      return secrets;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secrets in " + file, e);
    }
  }

  private static String required(Properties secrets, String name) {
    String value = secrets.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the secrets file has no " + name);
    }
    return value;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        System.err.println("while closing: " + e);
      }
    }
  }
}
