package io.dams.frontoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ContractIT extends FrontofficeTest {

  @Test
  void asksTheCoreForAChangeAndTakesItWhenTheCoreSaysSo() {
    ContractTerms terms = terms(newPoint(), 0, 100, 10_000);
    String path = "/ops/contracts/" + terms.contract();
    Answer asked = ops("PUT", path, body(terms));
    assertThat(asked.status()).as("%s", asked.body()).isEqualTo(202);
    assertThat(asked.text("progress")).isEqualTo("REQUESTED");
    assertThat(get(null, "/v1/contracts/" + terms.contract()).code())
        .isEqualTo("contract-not-found");

    List<ConsumerRecord<String, byte[]>> commands =
        awaitRecords(Topics.CORE_ORDER, terms.contract().value(), 1);
    assertThat(commands.getFirst().partition()).isZero();
    assertThat(json.readValue(commands.getFirst().value(), CoreOrder.class))
        .isEqualTo(new CoreOrder.PublishContract(terms));

    seen(core(new CoreEvent.ContractPublished(terms)));
    Answer known = get(null, "/v1/contracts/" + terms.contract());
    assertThat(known.text("lot")).isEqualTo("100");
    assertThat(known.text("tick")).isEqualTo("0.01");
    assertThat(known.text("maxQuantity")).isEqualTo("1000000");
    assertThat(known.text("feeRatio")).isEqualTo("0.010000");
    assertThat(ops("GET", path, "").text("progress")).isEqualTo("PUBLISHED");

    ops("PUT", path, body(terms));
    assertThat(records(Topics.CORE_ORDER, terms.contract().value()::equals)).hasSize(1);
  }

  @Test
  void keepsTheOldTermsWhenTheCoreRefusesNewOnes() {
    ContractTerms terms = terms(newPoint(), 0, 100, 10_000);
    seen(core(new CoreEvent.ContractPublished(terms)));
    ContractTerms other = terms(terms.point().code(), 0, 200, 10_000);
    String path = "/ops/contracts/" + terms.contract();
    ops("PUT", path, body(other));
    seen(core(new CoreEvent.ContractRefused(other, "the lot cannot change")));
    Answer change = ops("GET", path, "");
    assertThat(change.text("progress")).isEqualTo("REFUSED");
    assertThat(change.text("refusedRule")).isEqualTo("the lot cannot change");
    assertThat(get(null, "/v1/contracts/" + terms.contract()).text("lot")).isEqualTo("100");
  }

  @Test
  void refusesTermsThatDoNotHoldTogether() {
    ContractTerms terms = terms(newPoint(), 0, 100, 10_000);
    String body = body(terms).replace("\"minLots\":1", "\"minLots\":0");
    Answer refused = ops("PUT", "/ops/contracts/" + terms.contract(), body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("contract-terms-invalid");
    assertThat(refused.text("rule")).contains("minLots");
  }

  @Test
  void refusesTermsWithoutAPointOrWithAnImpossibleScale() {
    ContractTerms terms = terms(newPoint(), 0, 100, 10_000);
    String path = "/ops/contracts/" + terms.contract();
    String body = body(terms);
    Answer pointless = ops("PUT", path, body.replace("\"point\":\"" + terms.point() + "\",", ""));
    assertThat(pointless.status()).isEqualTo(400);
    assertThat(pointless.text("field")).isEqualTo("point");
    Answer tooFine = ops("PUT", path, body.replace("\"pointScale\":0", "\"pointScale\":9"));
    assertThat(tooFine.status()).isEqualTo(400);
    assertThat(tooFine.text("field")).isEqualTo("pointScale");
  }

  @Test
  void refusesAShardThatThereIsNot() {
    Answer refused = putOnShard(newPoint(), newToken(), 2);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("contract-terms-invalid");
    assertThat(refused.text("field")).isEqualTo("shard");
    assertThat(refused.text("rule")).isEqualTo("must be 0 to 1");
  }

  @Test
  void keepsAllContractsOfATokenOnOneShard() {
    String token = newToken();
    String point = newPoint();
    assertThat(putOnShard(point, token, 1).status()).isEqualTo(202);
    for (String other : List.of(point, newPoint())) {
      Answer refused = putOnShard(other, token, 0);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text("field")).isEqualTo("shard");
      assertThat(refused.text("rule")).startsWith("must be 1");
    }
    seen(core(new CoreEvent.ContractRefused(onShard(point, token, 1), "not today")));
    assertThat(putOnShard(newPoint(), token, 0).status()).isEqualTo(202);
    assertThat(putOnShard(point, token, 1).status()).isEqualTo(422);
  }

  @Test
  void givesATokenOneShardWhenTwoAreAskedForAtTheSameMoment() throws Exception {
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        String token = newToken();
        List<Callable<Integer>> asked =
            IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(i -> () -> putOnShard("Q" + i, token, i % 2).status())
                .toList();
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : operators.invokeAll(asked)) {
          answers.add(answer.get());
        }
        assertThat(answers).containsExactlyInAnyOrder(202, 202, 422, 422);
      }
    }
  }

  @Test
  void keepsBrandsByPriority() {
    String point = newPoint();
    Answer put =
        ops(
            "PUT",
            "/ops/brands/" + point,
            "{\"name\":\"" + point + " Point\",\"pointScale\":2,\"priority\":0}");
    assertThat(put.status()).isEqualTo(200);
    assertThat(get(null, "/v1/brands").text("brands/0/name")).isNotEmpty();
    ops(
        "PUT",
        "/ops/brands/" + point,
        "{\"name\":\"Hidden\",\"pointScale\":2,\"displayed\":false}");
    assertThat(get(null, "/v1/brands").body().toString()).doesNotContain(point);
    assertThat(ops("PUT", "/ops/brands/" + point, "{\"pointScale\":2}").text("field"))
        .isEqualTo("name");
  }

  @Test
  void showsDepthAndTradesOfABook() {
    publishContracts();
    depth(
        MART_DMT, List.of(new Level(1_950, 3), new Level(1_900, 10)), List.of(new Level(2_000, 4)));
    Answer depth = get(null, "/v1/contracts/MART-DMT/depth");
    assertThat(depth.text("bids/0/price")).isEqualTo("19.50");
    assertThat(depth.text("bids/0/quantity")).isEqualTo("30.00");
    assertThat(depth.text("asks/0/price")).isEqualTo("20.00");
    assertThat(get(null, "/v1/contracts/NOPE-DMT/depth").status()).isEqualTo(404);
    assertThat(get(null, "/v1/contracts/MART-DMT/trades?limit=0").status()).isEqualTo(400);
  }

  /** What an operator sends: the contract stands in the path. */
  private String body(ContractTerms terms) {
    ObjectNode body = json.valueToTree(terms);
    body.remove("contract");
    return body.toString();
  }

  private Answer putOnShard(String point, String token, int shard) {
    ContractTerms terms = onShard(point, token, shard);
    return ops("PUT", "/ops/contracts/" + terms.contract(), body(terms));
  }

  private static ContractTerms onShard(String point, String token, int shard) {
    AssetCode code = new AssetCode(point);
    AssetCode against = new AssetCode(token);
    ContractId id = ContractId.of(code, against);
    return new ContractTerms(
        id, code, against, shard, 0, 2, 1, 1, 1, 10, 1_000, 0, ContractState.OPEN);
  }

  private static String newToken() {
    return "T" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
  }

  private static String newPoint() {
    return "P" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
  }
}
