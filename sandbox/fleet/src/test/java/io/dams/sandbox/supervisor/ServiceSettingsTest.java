package io.dams.sandbox.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {

  @TempDir private Path root;

  private Installation fleet;

  @BeforeEach
  void makeInstallation() {
    fleet = Installation.at(root, root.resolve("home"), 100);
  }

  @Test
  void givesMerchantSecretsOnlyToThoseWhoCallMerchants() throws IOException {
    var secret = fleet.merchantCredentials("SKY").secret();
    var told = EnumSet.noneOf(Service.class);
    for (var service : Service.values()) {
      if (Files.readString(new ServiceSettings(fleet).write(service)).contains(secret)) {
        told.add(service);
      }
    }
    assertThat(told).isEqualTo(EnumSet.of(Service.FRONTOFFICE, Service.BACKOFFICE));
  }

  @Test
  void givesThePushAccountToTheFrontofficeOnlyAndKeepsIt() throws IOException {
    var account = PushAccount.file(fleet);
    var made = Files.readString(account);
    var told = EnumSet.noneOf(Service.class);
    for (var service : Service.values()) {
      if (Files.readString(new ServiceSettings(fleet).write(service))
          .contains(account.toString())) {
        told.add(service);
      }
    }
    assertThat(told).isEqualTo(EnumSet.of(Service.FRONTOFFICE));
    assertThat(Files.readString(PushAccount.file(fleet))).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(account)))
        .isEqualTo("rw-------");
  }

  @Test
  void givesTheAccountAtApnsToTheFrontofficeOnlyAndKeepsIt() throws IOException {
    var key = PushAccount.apns(fleet).signingKey();
    var made = Files.readString(key);
    var told = EnumSet.noneOf(Service.class);
    for (var service : Service.values()) {
      var text = Files.readString(new ServiceSettings(fleet).write(service));
      if (text.contains(key.toString())) {
        told.add(service);
        assertThat(text).contains("dams.push.apns.port: \"8313\"");
      }
    }
    assertThat(told).isEqualTo(EnumSet.of(Service.FRONTOFFICE));
    assertThat(Files.readString(PushAccount.apns(fleet).signingKey())).isEqualTo(made);
  }

  @Test
  void givesAServiceItsOwnDatabaseUsersOnly() throws IOException {
    for (var service : Service.values()) {
      var text = Files.readString(new ServiceSettings(fleet).write(service));
      var known =
          EnumSet.allOf(Service.class).stream()
              .flatMap(one -> one.schema().stream())
              .filter(schema -> text.contains(fleet.password("schema." + schema + ".app")))
              .collect(Collectors.toSet());
      assertThat(known).isEqualTo(service.schema().stream().collect(Collectors.toSet()));
      assertThat(text).doesNotContain(fleet.password("mariadb.root"));
    }
  }

  @Test
  void shiftsEveryPortOfAFleetBesideAnother() throws IOException {
    var file = new ServiceSettings(fleet).write(Service.LEDGER);
    var settings = new Properties();
    settings.load(Files.newBufferedReader(file));

    assertThat(settings.getProperty("server.port")).isEqualTo("\"8204\"");
    assertThat(settings.getProperty("dams.management-port")).isEqualTo("\"18204\"");
    assertThat(settings.getProperty("spring.kafka.bootstrap-servers"))
        .isEqualTo("\"127.0.0.1:9292\"");
    assertThat(settings.getProperty("spring.datasource.url"))
        .isEqualTo("\"jdbc:mariadb://127.0.0.1:3407/ledger\"");
    assertThat(settings.getProperty("dams.services.gateway"))
        .isEqualTo("\"http://127.0.0.1:8180\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aServicesFurtherSettingsStandAboveItsOwn() throws IOException {
    FurtherSettings.write(
        fleet,
        Map.of(
            "gateway.dams.gateway.limit.login.requests", "10000",
            "ledger.dams.retry.most", "2s"));

    var gateway = Files.readString(new ServiceSettings(fleet).write(Service.GATEWAY));
    assertThat(gateway).contains("dams.gateway.limit.login.requests: \"10000\"");
    assertThat(gateway).doesNotContain("\"300\"").doesNotContain("dams.retry.most");
    assertThat(Files.readString(new ServiceSettings(fleet).write(Service.LEDGER)))
        .contains("dams.retry.most: \"2s\"");
  }
}
