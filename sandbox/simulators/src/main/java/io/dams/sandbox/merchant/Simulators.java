package io.dams.sandbox.merchant;

import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.partner.PartnerSettings;
import io.dams.sandbox.partner.PartnerSimulator;
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
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * All simulators in one process. Prints a line that begins with {@code READY} when each listens,
 * and ends by SIGTERM; may be killed at any moment.
 */
public final class Simulators implements AutoCloseable {

  private static final String USAGE =
      """
      usage: Simulators --data DIR --secrets FILE [--sms PORT] [--partner PORT --transfers URI]
                        [--push PORT --push-account FILE] EXCODE=PORT...
        --data       where the journals are, one file each
        --secrets    properties EXCODE.key-id and EXCODE.secret (base64) of each merchant
        --transfers  where the partner reaches the transfer service
        --push-account  the service account for which FCM takes messages
      """;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private Simulators() {}

  /**
   * What the command line asks for.
   *
   * @param smsPort −1 for no SMS simulator
   * @param partnerPort −1 for no partner app
   * @param transfers where the partner reaches the transfer service
   * @param pushPort −1 for no push service
   * @param pushAccount for whom it takes messages
   */
  record Arguments(
      Path data,
      Path secrets,
      int smsPort,
      int partnerPort,
      @Nullable URI transfers,
      int pushPort,
      @Nullable Path pushAccount,
      Map<AssetCode, Integer> merchants) {

    static Arguments parse(String[] args) {
      String data = null;
      String secrets = null;
      int smsPort = -1;
      int partnerPort = -1;
      URI transfers = null;
      int pushPort = -1;
      Path pushAccount = null;
      Map<AssetCode, Integer> merchants = new TreeMap<>();
      for (int i = 0; i < args.length; i++) {
        String value = i + 1 < args.length ? args[i + 1] : "";
        switch (args[i]) {
          case "--data" -> {
            data = value;
            i++;
          }
          case "--secrets" -> {
            secrets = value;
            i++;
          }
          case "--sms" -> {
            smsPort = Integer.parseInt(value);
            i++;
          }
          case "--partner" -> {
            partnerPort = Integer.parseInt(value);
            i++;
          }
          case "--transfers" -> {
            transfers = URI.create(value);
            i++;
          }
          case "--push" -> {
            pushPort = Integer.parseInt(value);
            i++;
          }
          case "--push-account" -> {
            pushAccount = Path.of(value);
            i++;
          }
          default -> {
            String[] pair = args[i].split("=", -1);
            if (pair.length != 2) {
              throw new IllegalArgumentException("cannot understand '" + args[i] + "'\n" + USAGE);
            }
            merchants.put(new AssetCode(pair[0]), Integer.parseInt(pair[1]));
          }
        }
      }
      if (data == null || secrets == null) {
        throw new IllegalArgumentException(USAGE);
      }
      return new Arguments(
          Path.of(data),
          Path.of(secrets),
          smsPort,
          partnerPort,
          transfers,
          pushPort,
          pushAccount,
          merchants);
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
    Properties secrets = secrets(arguments.secrets());
    arguments
        .merchants()
        .forEach(
            (exCode, port) -> {
              MerchantSimulator merchant =
                  MerchantSimulator.start(
                      new MerchantSettings(
                          exCode,
                          port,
                          arguments.data().resolve(exCode + ".journal"),
                          Map.of(
                              required(secrets, exCode + ".key-id"),
                              Base64.getDecoder().decode(required(secrets, exCode + ".secret")))));
              running.push(merchant);
              out.println("merchant " + exCode + " at " + merchant.baseUrl());
            });
    if (arguments.smsPort() >= 0) {
      SmsSimulator sms = SmsSimulator.start(arguments.smsPort());
      running.push(sms);
      out.println("sms at " + sms.baseUrl() + "/sms");
    }
    if (arguments.partnerPort() >= 0) {
      PartnerSimulator partner =
          PartnerSimulator.start(
              new PartnerSettings(
                  arguments.partnerPort(),
                  arguments.data().resolve("partner.journal"),
                  arguments.transfers()));
      running.push(partner);
      out.println("partner at " + partner.baseUrl());
    }
    if (arguments.pushPort() >= 0) {
      FcmSimulator push =
          FcmSimulator.start(
              arguments.pushPort(), Objects.requireNonNull(arguments.pushAccount(), USAGE));
      running.push(push);
      out.println("push at " + push.baseUrl());
    }
    out.println("READY, " + running.size() + " simulators");
    out.flush();
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
