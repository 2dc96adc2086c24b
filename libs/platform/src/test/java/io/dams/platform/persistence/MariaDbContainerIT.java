package io.dams.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.exception.DockerException;
import java.sql.DriverManager;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mariadb.MariaDBContainer;

/**
 * The platform's tables on the MariaDB image that production runs. Skipped where no container
 * engine answers or the image is not present.
 */
class MariaDbContainerIT {

  private static final String IMAGE = "mariadb:11.4";

  @BeforeEach
  void needsAnEngineWithTheImage() {
    assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine answers");
    assumeTrue(isPresent(), "image " + IMAGE + " is not present");
  }

  @Test
  void tablesAreMadeAndTheApplicationMayUseThem() throws Exception {
    try (MariaDBContainer container = new MariaDBContainer(IMAGE)) {
      container.start();
      Flyway.configure()
          .dataSource(container.getJdbcUrl(), "root", container.getPassword())
          .locations("classpath:db/platform", "classpath:db/platform-test")
          .placeholders(Map.of("appUser", container.getUsername()))
          .load()
          .migrate();
      try (var connection =
              DriverManager.getConnection(
                  container.getJdbcUrl(), container.getUsername(), container.getPassword());
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT COUNT(*) FROM message_outbox_bucket")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(32);
      }
    }
  }

  private static boolean isPresent() {
    try {
      DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
      return true;
    } catch (DockerException e) {
      return false;
    }
  }
}
