package io.dams.ledger.history;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    require(mapper.failGroup(group, failure.at()) == 1, group);
    reason(group, failure.reason().name(), failure.leg());
    endLegs(failure.group(), OrderStatus.SUBMIT_FAILURE, failure.at());
    return true;
  }

  /** Those of the groups of a run of core events, which it must write at its end. */
  public HistoriesOfRun of(Set<OrderGroupId> groups) {
    return new HistoriesOfRun(
        this,
        mapper,
        groups.stream().sorted(Comparator.comparingLong(OrderGroupId::value)).toList());
  }

  private void endLegs(OrderGroupTerms terms, OrderStatus status, Instant at) {
    require(mapper.endLegs(terms.group(), status, at) == terms.legs().size(), terms.group());
  }

  private static void require(boolean holds, OrderGroupId group) {
    if (!holds) {
      throw new MismatchException("group " + group + " differs from what is told of its end");
    }
  }

  /** Notes why the group was refused. */
  void reason(OrderGroupId group, String reason, @Nullable LegId leg) {
    require(mapper.reason(group, reason, leg) == 1, group);
  }

  /** Opens the rows; false when they are there. Waits for whoever is opening them right now. */
  boolean open(OrderGroupTerms terms, OrderStatus status) {
    try {
      mapper.insertGroup(terms, terms.funding(), status, terms.legs().size());
    } catch (DuplicateKeyException e) {
      return false;
    }
    mapper.insertLegs(terms, status);
    return true;
  }
}
