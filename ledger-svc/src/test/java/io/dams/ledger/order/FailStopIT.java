package io.dams.ledger.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.testing.Groups;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Wire;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message that does not fit the books stops the core's stream; mended, it goes on where it was.
 */
@RealServers(schema = "ledger")
class FailStopIT {

  private static final int SHARD = 1;
  private static final Duration BOUND = Duration.ofSeconds(150);

  @Autowired JsonMapper json;
  @Autowired Issues issues;
  @Autowired Journals journals;
  @Autowired Accounts accounts;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired KafkaListenerEndpointRegistry listeners;
  @LocalManagementPort int managementPort;

  private final AssetCode sky = Ids.point("SK");
  private final AssetCode bean = Ids.point("BE");
  private final UserId alice = Ids.user();

  @Test
  void stopsWhenAPursesResidueIsNotTheCoresAndGoesOnWhenItIs() throws Exception {
    OrderGroupTerms swap = Groups.of(alice).sell(sky, 10, 50).buy(bean, 20, 25).terms();
    OrderGroupTerms next = Groups.of(alice).sell(sky, 3, 50).terms();
    try (var wire = new Wire(json)) {
      wire.core(SHARD, new OrderGroupAccepted(swap));
      wire.core(SHARD, ended(swap, 0));
      wire.core(SHARD, ended(swap, 1));
      wire.core(SHARD, new OrderGroupEnded(swap.group(), GroupEnd.CANCELLED, 5));
      wire.core(SHARD, new OrderGroupAccepted(next));

      await().atMost(BOUND).until(() -> !container().isRunning());
      assertThat(readiness()).isEqualTo(503);
      assertThat(status(swap)).isEqualTo("SUBMIT");
      assertThat(known(next)).isZero();
      assertThat(trialBalances.take().findings()).isEmpty();

      putIntoPurse(swap, 5);
      container().start();
      wire.awaitHeard();
      assertThat(status(swap)).isEqualTo("CANCELLED");
      assertThat(known(next)).isEqualTo(1);
      assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 5, 0));
      assertThat(trialBalances.take().findings()).isEmpty();
    }
  }

  private MessageListenerContainer container() {
    return Objects.requireNonNull(listeners.getListenerContainer(CoreEventListener.CONSUMER));
  }

  private int readiness() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
      return http.send(
              HttpRequest.newBuilder(uri).timeout(BOUND).build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  /** What an operator might do after having found where the tokens went. */
  private void putIntoPurse(OrderGroupTerms terms, long units) {
    UserId giver = Ids.user();
    var money = new Money(Ids.DMT, units);
    issues.issue(new Reference(AllowList.OPERATOR, Ids.text("issue")), giver, money);
    transaction.executeWithoutResult(
        _ ->
            journals.post(
                Journal.transfer(
                    new Reference(AllowList.CORE, Ids.text("mend")),
                    Operation.TRADE,
                    null,
                    AccountId.user(giver, Ids.DMT),
                    AccountId.purse(terms.group(), Ids.DMT),
                    money)));
  }

  private static LegEnded ended(OrderGroupTerms terms, int leg) {
    return new LegEnded(terms.group(), terms.legs().get(leg).leg(), LegEnd.CANCELLED, 0, 0);
  }

  private String status(OrderGroupTerms terms) {
    return jdbc.sql("SELECT status FROM point_order_group_history WHERE group_id = ?")
        .param(terms.group().value())
        .query(String.class)
        .single();
  }

  private long known(OrderGroupTerms terms) {
    return jdbc.sql("SELECT COUNT(*) FROM point_order_group_history WHERE group_id = ?")
        .param(terms.group().value())
        .query(Long.class)
        .single();
  }
}
