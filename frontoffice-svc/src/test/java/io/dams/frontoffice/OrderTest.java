package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of orders: contracts that are open, members with points, and the commands that leave. */
abstract class OrderTest extends FrontofficeTest {

  @BeforeEach
  void contracts() {
    publishContracts();
  }

  @AfterEach
  void noFaults() {
    Simulated.SKY.faults().clear();
    Simulated.LEDGER.clear();
  }

  static void tokens(User user, long units) {
    Simulated.LEDGER.put(
        "/internal/users/" + user.id() + "/balances",
        "[{\"asset\":\"DMT\",\"availableUnits\":\"%d\",\"heldUnits\":\"0\"}]".formatted(units));
  }

  final <T extends InputOrder> T onlyCommand(OrderGroupId group, Class<T> type) {
    List<ConsumerRecord<String, byte[]>> commands =
        awaitRecords(Topics.INPUT_ORDER, group.toString(), 1);
    assertThat(commands).hasSize(1);
    return type.cast(json.readValue(commands.getFirst().value(), InputOrder.class));
  }

  static String legs(String... legs) {
    return "{\"legs\":[" + String.join(",", legs) + "]}";
  }

  static String leg(String contract, String side, String quantity, String price) {
    return "{\"contract\":\"%s\",\"side\":\"%s\",\"quantity\":\"%s\",\"limitPrice\":\"%s\"}"
        .formatted(contract, side, quantity, price);
  }
}
