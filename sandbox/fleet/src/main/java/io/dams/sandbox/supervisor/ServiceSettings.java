package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Merchant;
import io.dams.sandbox.Ports;
import io.dams.sandbox.Service;
import io.dams.sandbox.push.ApnsAccount;
import io.dams.sandbox.secret.PrivateFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The file that tells a service where it is installed, and its secrets: what {@code
 * spring.config.additional-location} names. A service gets the secrets that it needs, and no
 * others.
 */
final class ServiceSettings {

  private static final List<String> PEOPLE = List.of("operator", "auditor");

  private final Installation fleet;

  ServiceSettings(Installation fleet) {
    this.fleet = fleet;
  }

  /** Writes the service's file anew and returns it. */
  Path write(Service service) {
    var settings = new LinkedHashMap<String, String>();
    addIdentity(service, settings);
    addDatabase(service, settings);
    settings.put("spring.kafka.bootstrap-servers", fleet.kafkaBootstrap());
    settings.put("spring.data.redis.host", "127.0.0.1");
    settings.put("spring.data.redis.port", Integer.toString(fleet.port(Ports.REDIS)));
    for (var other : Service.values()) {
      settings.put(
          "dams.services." + other.shortName(), fleet.service(other.shortName()).toString());
    }
    addOwn(service, settings);
    settings.putAll(FurtherSettings.of(fleet, service.shortName()));
    var file = fleet.config().resolve(service.module() + ".yaml");
    PrivateFile.write(file, yaml(settings));
    return file;
  }

  private void addIdentity(Service service, Map<String, String> settings) {
    var known = new ArrayList<>(PEOPLE);
    Arrays.stream(Service.values()).map(Service::module).forEach(known::add);
    settings.put("dams.identity.name", service.module());
    settings.put(
        "dams.identity.private-key-file", fleet.keys().privateKey(service.module()).toString());
    settings.put("dams.identity.trusted-keys-file", fleet.keys().trusted(known).toString());
    settings.put("dams.management-port", Integer.toString(fleet.port(service.managementPort())));
    settings.put("server.port", Integer.toString(fleet.port(service.port())));
  }

  private void addDatabase(Service service, Map<String, String> settings) {
    service
        .schema()
        .ifPresent(
            schema -> {
              settings.put("spring.datasource.url", fleet.mariaDb().jdbcUrl(schema));
              settings.put("spring.datasource.username", schema + "_app");
              settings.put(
                  "spring.datasource.password", fleet.password("schema." + schema + ".app"));
              settings.put("spring.flyway.user", schema + "_owner");
              settings.put("spring.flyway.password", fleet.password("schema." + schema + ".owner"));
              settings.put("spring.flyway.placeholders.appUser", schema + "_app");
            });
  }

  private void addOwn(Service service, Map<String, String> settings) {
    switch (service) {
      case GATEWAY -> {
        settings.put(
            "dams.gateway.jwks-uri",
            fleet.service("frontoffice").resolve("/.well-known/jwks.json").toString());
        // All clients of a sandbox have one address.
        settings.put("dams.gateway.limit.login.requests", "300");
      }
      case FRONTOFFICE -> {
        addMerchants(settings);
        settings.put("dams.sms.url", fleet.sms().resolve("/sms").toString());
        settings.put(
            "dams.login.token-key-file", fleet.keys().privateKey("access-tokens").toString());
        addLoginLimits(settings);
        addPush(settings);
        settings.put("dams.crypto.phone-key", fleet.key("phone.encryption"));
        settings.put("dams.crypto.phone-hash-key", fleet.key("phone.hash"));
      }
      case BACKOFFICE -> addMerchants(settings);
      case MATCHING -> {
        // One broker: the core asks for more copies of its log by default.
        settings.put("dams.matching.min-replication", "1");
        settings.put("dams.matching.min-in-sync-replicas", "1");
      }
      case TRANSFER -> {
        settings.put("dams.transfer.secret-key", fleet.key("transfer.secrets"));
        settings.put("dams.outside.allow", "127.0.0.1:" + fleet.port(Ports.PARTNER));
        // The third attempt of a callback comes after seconds, not minutes.
        settings.put("dams.transfer.callback.pauses", "0s,1s,2s,5s,30s,5m,30m,2h,10h,24h");
      }
      case LEDGER, WALLET, SETTLEMENT, REMEDY -> {}
    }
  }

  private void addPush(Map<String, String> settings) {
    var apns = PushAccount.apns(fleet);
    settings.put("dams.push.apns.key-file", apns.signingKey().toString());
    settings.put("dams.push.apns.key-id", ApnsAccount.KEY_ID);
    settings.put("dams.push.apns.team-id", ApnsAccount.TEAM_ID);
    settings.put("dams.push.apns.topic", ApnsAccount.TOPIC);
    settings.put("dams.push.apns.host", "localhost");
    settings.put("dams.push.apns.port", Integer.toString(fleet.port(Ports.APNS)));
    settings.put("dams.push.apns.trusted-file", apns.certificate().toString());
    settings.put("dams.push.fcm.credentials-file", PushAccount.file(fleet).toString());
    settings.put("dams.push.fcm.url", fleet.push().toString());
  }

  /** The demo's people log in again and again, from one address. */
  private static void addLoginLimits(Map<String, String> settings) {
    var prefix = "dams.login.limits.";
    settings.put(prefix + "code-pause", "1s");
    settings.put(prefix + "codes-per-phone", "200");
    settings.put(prefix + "codes-per-device", "1000");
    settings.put(prefix + "codes-per-address", "1000");
    settings.put(prefix + "logins-per-address", "1000");
  }

  private void addMerchants(Map<String, String> settings) {
    for (var merchant : Merchant.values()) {
      var prefix = "dams.merchants.%s.".formatted(merchant);
      var credentials = fleet.merchantCredentials(merchant.name());
      settings.put(prefix + "base-url", fleet.merchant(merchant.name()).toString());
      settings.put(prefix + "key-id", credentials.keyId());
      settings.put(prefix + "secret", credentials.secret());
      settings.put(prefix + "point-scale", Integer.toString(merchant.pointScale()));
    }
  }

  /** Flat keys and double-quoted values, which need no escapes here. */
  private static String yaml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(one -> "%s: \"%s\"%n".formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining());
  }
}
