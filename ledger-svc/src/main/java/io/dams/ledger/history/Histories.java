package io.dams.ledger.history;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.OrderEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The histories of order groups, legs and trades. The two topics that tell of a group race:
 * whichever message comes first opens its rows, the other finds them.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Histories {

  private final HistoryMapper mapper;

  Histories(HistoryMapper mapper) {
    this.mapper = mapper;
  }

  /** The group was submitted. Answers whether this is the first that is heard of it. */
  public boolean submitted(OrderGroupTerms terms, Instant at) {
    boolean first = open(terms, OrderStatus.SUBMIT);
    if (mapper.submitted(terms.group(), at) != 1) {
      throw new MismatchException("group " + terms.group() + " was submitted and had failed");
    }
    return first;
  }

  /**
   * The group will not be submitted. Answers whether this is the first that is heard of it; to hear
   * it again changes nothing.
   *
   * @throws MismatchException when the group was submitted
   */
  public boolean submitFailed(OrderEvent.OrderGroupSubmitFailed failure) {
    OrderGroupId group = failure.group().group();
    if (!open(failure.group(), OrderStatus.SUBMIT_FAILURE)) {
      if (mapper.status(group) != OrderStatus.SUBMIT_FAILURE) {
        throw new MismatchException("group " + group + " failed and had been submitted");
      }
      return false;
    }
    require(mapper.endGroup(group, OrderStatus.SUBMIT_FAILURE, failure.at(), null) == 1, group);
    require(mapper.reason(group, failure.reason().name(), failure.leg()) == 1, group);
    endLegs(failure.group(), OrderStatus.SUBMIT_FAILURE, failure.at());
    return true;
  }

  /** The core has the group. Answers whether this is the first that is heard of it. */
  public boolean accepted(OrderGroupTerms terms, Instant at) {
    boolean first = open(terms, OrderStatus.SUBMIT);
    if (mapper.accepted(terms.group(), at) != 1) {
      throw new MismatchException(
          "group " + terms.group() + " was accepted and is " + mapper.status(terms.group()));
    }
    return first;
  }

  /**
   * The core refused the group as a whole. Empty when it has the group already, or refused it
   * before: then only a repeated submission was refused, and the group goes its way.
   *
   * @return what is no longer open; nothing of it was open before when this is the first that is
   *     heard of the group
   */
  public Optional<Rejected> rejected(CoreEvent.OrderGroupRejected rejection, Instant at) {
    OrderGroupTerms terms = rejection.group();
    boolean first = open(terms, OrderStatus.SUBMIT);
    if (mapper.reject(terms.group(), at) != 1) {
      return Optional.empty();
    }
    require(mapper.reason(terms.group(), rejection.reason().name(), null) == 1, terms.group());
    endLegs(terms, OrderStatus.REJECTED, at);
    return Optional.of(new Rejected(first));
  }

  /**
   * Writes the trade and adds it to both legs; {@link #partlyFilled} says it of their groups.
   *
   * @throws MismatchException when a leg is unknown, has ended, or would exceed what it ordered
   */
  public void traded(CoreEvent event, CoreEvent.Traded trade) {
    mapper.insertTrade(event.shard(), event.sequence(), event.at(), trade);
    for (CoreEvent.Party party : List.of(trade.buy(), trade.sell())) {
      Side side = party == trade.buy() ? Side.BUY : Side.SELL;
      if (mapper.fill(party, side, trade) != 1) {
        throw new MismatchException(
            "trade " + event.id() + " does not fit leg " + party.leg() + " as it stands here");
      }
    }
  }

  /** The group has traded; nothing happens when that was known before. */
  public void partlyFilled(OrderGroupId group) {
    mapper.partlyFilled(group);
  }

  /**
   * Ends the leg.
   *
   * @throws MismatchException when its trades here do not add up to what the core says
   */
  public EndedLeg legEnded(CoreEvent.LegEnded end, Instant at) {
    if (mapper.endLeg(end, OrderStatus.of(end.reason()), at) != 1) {
      throw new MismatchException(end + " differs from " + mapper.leg(end.leg()));
    }
    HistoryMapper.LegRow leg = mapper.leg(end.leg());
    if (leg == null) {
      throw new MismatchException("leg " + end.leg() + " is unknown");
    }
    return leg.ended();
  }

  /**
   * Ends the group.
   *
   * @throws MismatchException when it is not at the core, or one of its legs has not ended
   */
  public OrderGroup groupEnded(CoreEvent.OrderGroupEnded end, Instant at) {
    OrderStatus status = OrderStatus.of(end.outcome());
    if (mapper.allLegsEnded(end.group()) != 1
        || mapper.endGroup(end.group(), status, at, end.purseUnits()) != 1) {
      throw new MismatchException(end + ": the group is not ready to end here");
    }
    return get(end.group());
  }

  /**
   * The group.
   *
   * @throws MismatchException when it is unknown
   */
  public OrderGroup get(OrderGroupId group) {
    OrderGroup found = mapper.group(group);
    if (found == null) {
      throw new MismatchException("group " + group + " is unknown");
    }
    return found;
  }

  /** Whether it was a group that nobody had told of before. */
  public record Rejected(boolean first) {}

  private void endLegs(OrderGroupTerms terms, OrderStatus status, Instant at) {
    require(mapper.endLegs(terms.group(), status, at) == terms.legs().size(), terms.group());
  }

  private static void require(boolean holds, OrderGroupId group) {
    if (!holds) {
      throw new MismatchException("group " + group + " differs from what is told of its end");
    }
  }

  /** Opens the rows; false when they are there. Waits for whoever is opening them right now. */
  private boolean open(OrderGroupTerms terms, OrderStatus status) {
    try {
      mapper.insertGroup(terms, terms.funding(), status, terms.legs().size());
    } catch (DuplicateKeyException e) {
      return false;
    }
    for (LegTerms leg : terms.legs()) {
      mapper.insertLeg(terms, leg, status);
    }
    return true;
  }
}
