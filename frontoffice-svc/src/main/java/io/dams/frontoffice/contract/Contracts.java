package io.dams.frontoffice.contract;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import io.dams.frontoffice.contract.ContractChange.Progress;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import io.dams.platform.problem.ProblemException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The contracts. A change is a row and a command to the core; it is in force when the core's event
 * comes back, so that this service and the core never differ for long, and then the core decides.
 */
@Component
public class Contracts implements CoreProjection {

  private final ContractMapper mapper;
  private final Outbox outbox;
  private final ContractProperties properties;
  private final Clock clock;

  Contracts(ContractMapper mapper, Outbox outbox, ContractProperties properties, Clock clock) {
    this.mapper = mapper;
    this.outbox = outbox;
    this.properties = properties;
    this.clock = clock;
  }

  /** All contracts in force. */
  public List<Contract> all() {
    return mapper.all().stream().map(ContractMapper.Row::contractInForce).toList();
  }

  /** A contract in force; null when there is none. */
  public @Nullable Contract find(ContractId contract) {
    ContractMapper.Row row = mapper.find(contract);
    return row == null ? null : row.contractInForce();
  }

  /**
   * Asks the core for a change. Command: {@link CoreOrder.PublishContract}. The same terms again,
   * while the core has not answered or after they came into force, do nothing. Throws the problem
   * that names the field and the rule: all contracts of a token live in one shard, from the first
   * that is asked for, and a shard must be one of the core's.
   */
  @Transactional
  public void request(ContractTerms terms) {
    if (terms.shard() >= properties.shards()) {
      throw wrongShard("must be 0 to " + (properties.shards() - 1));
    }
    mapper.lockToken(terms.token());
    Integer shard = mapper.shard(terms.token());
    if (shard != null && shard != terms.shard()) {
      throw wrongShard("must be " + shard + ", where the contracts of " + terms.token() + " are");
    }
    ContractChange last = lastChange(terms.contract());
    if (last != null
        && last.answer().progress() != Progress.REFUSED
        && last.terms().equals(terms)) {
      return;
    }
    mapper.request(terms, clock.instant());
    outbox.send(
        new OutboxMessage(
            Topics.CORE_ORDER,
            terms.shard(),
            terms.contract().value(),
            new CoreOrder.PublishContract(terms)));
  }

  /**
   * Asks the core to halt the contracts of a point: its merchant has not what it confirmed. What
   * was asked for before and is not answered yet stays asked for, but halted. An operator opens
   * them again.
   */
  @Transactional
  public void halt(AssetCode point) {
    for (Contract contract : all()) {
      if (contract.point().equals(point)) {
        ContractChange last = lastChange(contract.id());
        ContractTerms terms =
            last != null && last.answer().progress() == Progress.REQUESTED
                ? last.terms()
                : contract.terms();
        if (terms.state() == ContractState.OPEN) {
          request(terms.with(ContractState.HALTED));
        }
      }
    }
  }

  private static ProblemException wrongShard(String rule) {
    return new ProblemException(
        ContractProblem.CONTRACT_TERMS_INVALID,
        "shard: " + rule,
        Map.of("field", "shard", "rule", rule));
  }

  /** The last change that was asked for; null when there was none. */
  @Transactional
  public @Nullable ContractChange lastChange(ContractId contract) {
    ContractTerms terms = mapper.lockChange(contract);
    return terms == null ? null : new ContractChange(terms, mapper.changeAnswer(contract));
  }

  @Override
  public void apply(List<CoreEvent> events) {
    Map<ContractId, Long> lastPrices = new TreeMap<>(Comparator.comparing(ContractId::value));
    events.forEach(event -> apply(event, lastPrices));
    lastPrices.forEach(this::keepLastPrice);
  }

  private void apply(CoreEvent event, Map<ContractId, Long> lastPrices) {
    switch (event.body()) {
      case CoreEvent.ContractPublished published -> {
        mapper.publish(published.contract(), event.at());
        answer(published.contract(), Progress.PUBLISHED, null);
      }
      case CoreEvent.ContractRefused refused ->
          answer(refused.contract(), Progress.REFUSED, refused.rule());
      case CoreEvent.Traded traded -> lastPrices.put(traded.contract(), traded.priceUnits());
      case CoreEvent.OrderGroupAccepted ignored -> {}
      case CoreEvent.OrderGroupRejected ignored -> {}
      case CoreEvent.LegEnded ignored -> {}
      case CoreEvent.OrderGroupEnded ignored -> {}
      case CoreEvent.OrdersCancelled ignored -> {}
      case CoreEvent.CancelRejected ignored -> {}
      case CoreEvent.DepthChanged ignored -> {}
    }
  }

  private void keepLastPrice(ContractId contract, long priceUnits) {
    if (mapper.keepLastPrice(contract, priceUnits) != 1) {
      throw new IllegalStateException("a trade of " + contract + ", which is not in force here");
    }
  }

  /** An answer to an older change says nothing about the last one. */
  private void answer(ContractTerms terms, Progress progress, @Nullable String rule) {
    if (terms.equals(mapper.lockChange(terms.contract()))
        && mapper.answer(terms.contract(), progress, rule) != 1) {
      throw new IllegalStateException("the change of " + terms.contract() + " is gone");
    }
  }
}
