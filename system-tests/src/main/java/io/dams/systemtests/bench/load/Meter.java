package io.dams.systemtests.bench.load;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.client.Market;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/**
 * Counters of the servers, read before and after some orders.
 *
 * @param commits transactions that MariaDB wrote to its binary log
 * @param sends offsets of all topics but Kafka's own
 * @param reads requests at merchants that move nothing
 * @param transfers requests at merchants that move points
 */
public record Meter(long commits, long sends, long reads, long transfers) {

  private static final String COMMITS = "SHOW GLOBAL STATUS LIKE 'Binlog_commits'";

  /** As the counters are now. */
  public static Meter read(Installation fleet)
      throws SQLException, ExecutionException, InterruptedException {
    long reads = 0;
    long transfers = 0;
    for (Market market : Market.ALL) {
      JsonNode requests =
          JsonHttpClient.at(fleet.merchant(market.exCode())).get("/sandbox/requests").ok();
      for (JsonNode request : requests) {
        if (request.path("operation").asString().equals("TRANSFER")) {
          transfers++;
        } else {
          reads++;
        }
      }
    }
    return new Meter(commits(fleet), sends(fleet), reads, transfers);
  }

  /** What one of so many orders cost since the earlier reading. */
  public WorkOfAnOrder since(Meter before, int orders) {
    return new WorkOfAnOrder(
        each(commits - before.commits, orders),
        each(sends - before.sends, orders),
        each(reads - before.reads, orders),
        each(transfers - before.transfers, orders));
  }

  private static int each(long count, int orders) {
    return Math.toIntExact(Math.ceilDiv(count, orders));
  }

  private static long commits(Installation fleet) throws SQLException {
    try (Connection database = fleet.mariaDb().connectAsRoot();
        ResultSet rows = database.createStatement().executeQuery(COMMITS)) {
      rows.next();
      return rows.getLong(2);
    }
  }

  private static long sends(Installation fleet) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.kafkaBootstrap()))) {
      Set<String> topics = admin.listTopics().names().get();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        if (!topic.isInternal() && !topic.name().startsWith("__")) {
          topic
              .partitions()
              .forEach(
                  partition ->
                      ends.put(
                          new TopicPartition(topic.name(), partition.partition()),
                          OffsetSpec.latest()));
        }
      }
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    }
  }
}
