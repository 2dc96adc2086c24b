package io.dams.ledger.order;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.Traded;
import io.dams.ledger.history.Histories;
import io.dams.ledger.history.OrderGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run of events, which is one transaction, has read and written already: what a group is
 * paid by does not change, and one that has traded is marked so once.
 */
final class KnownGroups {

  private final Histories histories;
  private final Map<OrderGroupId, OrderGroup> groups = new HashMap<>();
  private final Set<OrderGroupId> traded = new HashSet<>();

  KnownGroups(Histories histories) {
    this.histories = histories;
  }

  OrderGroup get(OrderGroupId id) {
    return groups.computeIfAbsent(id, histories::get);
  }

  void haveTraded(Traded trade) {
    for (Party party : List.of(trade.buy(), trade.sell())) {
      if (traded.add(party.group())) {
        histories.partlyFilled(party.group());
      }
    }
  }
}
