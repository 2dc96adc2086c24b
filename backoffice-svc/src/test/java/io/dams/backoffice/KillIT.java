package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.testing.KillableJvm;
import io.dams.contracts.topic.CoreOrder.SubmitOrderGroup;
import io.dams.platform.testing.TestIdentity;
import io.dams.platform.testing.TestWorld;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.servers.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Another instance of the service, as a process of its own, dies by SIGKILL while it reserves. */
@BackofficeIT
class KillIT {

  private static final int GROUPS = 30;

  @Autowired private ConfigurableApplicationContext context;
  @Autowired private JdbcTemplate jdbc;

  @Test
  void aKillInTheMiddleOfReservingLosesNothingAndReservesNothingTwice() throws Exception {
    Books books = new Books(jdbc);
    World.merchant(SKY)
        .faults()
        .add(Fault.of(Fault.Stall.of(Duration.ofSeconds(2))).on(TransferKind.RESERVE).always());
    List<OrderGroupTerms> groups =
        IntStream.range(0, GROUPS)
            .mapToObj(_ -> Orders.group().sell(BEAN, 3).sell(SKY, 10).buy(MART, 1).terms())
            .toList();
    context.stop();
    try (KillableJvm other = start()) {
      groups.forEach(Exchange::place);
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> reserved(books, groups) > GROUPS / 2);
      other.kill();
      assertThat(groups)
          .as("the kill was in the middle")
          .anyMatch(terms -> !books.groupState(terms.group()).equals("SUBMITTED"));
    } finally {
      World.merchant(SKY).faults().clear();
      context.start();
    }

    for (OrderGroupTerms terms : groups) {
      Exchange.submission(terms.group());
      await()
          .atMost(Exchange.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Exchange.coreOrders(terms.group()).stream().distinct())
                      .containsExactly(new SubmitOrderGroup(terms)));
      assertThat(books.open(terms)).isEmpty();
      assertThat(books.theirs(terms.group()))
          .extracting(Books.Line::units)
          .containsExactly(30L, 103L);
      books.agree(terms.group());
    }
  }

  private static long reserved(Books books, List<OrderGroupTerms> groups) {
    return groups.stream().mapToLong(terms -> books.theirs(terms.group()).size()).sum();
  }

  private static KillableJvm start() throws IOException {
    Schema schema = TestWorld.schema("backoffice");
    Path keys = TestIdentity.trustedKeys();
    Stream<String> settings =
        Stream.concat(
            World.properties().stream(),
            Stream.of(
                "server.port=0",
                "dams.management-port=0",
                "spring.kafka.bootstrap-servers=" + TestWorld.kafka(),
                "spring.datasource.url=" + schema.jdbcUrl(),
                "spring.datasource.username=" + schema.appUser(),
                "spring.datasource.password=" + schema.appPassword(),
                "spring.flyway.user=" + schema.ownerUser(),
                "spring.flyway.password=" + schema.ownerPassword(),
                "spring.flyway.placeholders.appUser=" + schema.appUser(),
                "dams.identity.trusted-keys-file=" + keys,
                "dams.identity.private-key-file=" + keys.resolveSibling("backoffice-svc.pem"),
                "dams.reserve.deadline=10m",
                "dams.obligations.lane-limit=4",
                // what it leaves behind when it is killed is soon free
                "dams.obligations.lease=5s",
                "dams.outbox.lease=5s",
                "dams.outbox.send-timeout=2s",
                "spring.kafka.consumer.properties.session.timeout.ms=6000",
                "spring.kafka.consumer.properties.heartbeat.interval.ms=2000"));
    return KillableJvm.start(
        Path.of("target", "killed-instance.log"),
        BackofficeApplication.class,
        settings.map(line -> "--" + line).toList());
  }
}
