package io.dams.transfer.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.platform.testing.TestWorld;
import io.dams.sandbox.servers.Schema;
import io.dams.transfer.TransferService;
import io.dams.transfer.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.boot.autoconfigure.ConfigurationCustomizer;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists go to the replica when there is one, and nothing is ever written there. */
@TransferService
class ReadingIT {

  @Autowired SqlSessionTemplate primary;
  @Autowired List<ConfigurationCustomizer> customizers;
  @Autowired Reading reading;

  /** What a list may ask. */
  interface Probe {

    @Select("SELECT @@session.tx_read_only AS read_only, 30 AS status, UTC_TIMESTAMP(6) AS at")
    Row look();

    @Update("UPDATE kku_transfer_apps SET title = title WHERE id = -1")
    int write();
  }

  /** With a type of ours, so that the replica's sessions are seen to know it. */
  record Row(boolean readOnly, OrderStatus status, Instant at) {}

  @Test
  void listsAreReadWhereOrdersAreWrittenWhenThereIsNoReplica() {
    Row row = reading.mapper(Probe.class).look();

    assertThat(row.readOnly()).isFalse();
    assertThat(row.status()).isEqualTo(OrderStatus.CALLBACK);
  }

  @Test
  void aReplicaIsReadAndNeverWritten() {
    Schema schema = TestWorld.schema("transfer");
    var replica = new ReplicaProperties(schema.jdbcUrl(), schema.appUser(), schema.appPassword());
    try (Reading there = new ReadingConfiguration().reading(replica, primary, customizers)) {
      Probe probe = there.mapper(Probe.class);

      assertThat(probe.look().readOnly()).isTrue();
      assertThat(probe.look().status()).isEqualTo(OrderStatus.CALLBACK);
      assertThat(probe.look().at()).isAfter(Instant.EPOCH);
      assertThatThrownBy(probe::write).hasMessageContaining("READ ONLY");
    }
  }

  @Test
  void aReplicaThatIsAwayDoesNotKeepTheServiceFromStarting() {
    var away = new ReplicaProperties("jdbc:mariadb://127.0.0.1:1/transfer", "nobody", "none");

    try (Reading there = new ReadingConfiguration().reading(away, primary, customizers)) {
      assertThat(there.mapper(Probe.class)).isNotNull();
    }
  }
}
