package io.dams.backoffice.settle;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.LegId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Adds up what buy legs get by a command, and owes it when the command is complete. */
@Component
public class Settlements {

  private final SettlementMapper mapper;
  private final OrderGroups groups;
  private final Movements movements;

  Settlements(SettlementMapper mapper, OrderGroups groups, Movements movements) {
    this.mapper = mapper;
    this.groups = groups;
    this.movements = movements;
  }

  /** Adds a trade's points to what the leg gets by the command. Owed before: throws. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(LegId leg, int shard, long command, long units) {
    if (mapper.add(leg, command, units) == 0) {
      mapper.insert(leg, shard, command, units);
    }
  }

  /** The command is complete: owes what each leg got by it. Nothing happens for what is owed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void complete(int shard, long command, Instant now) {
    List<Settlement> open = mapper.open(shard, command);
    for (Settlement settlement : open) {
      OrderGroup group = groups.lock(settlement.leg().group()).orElseThrow();
      movements.owe(
          Movement.settle(
              group.row().user(), group.leg(settlement.leg()).terms(), command, settlement.units()),
          now);
    }
    int owed = mapper.owed(shard, command);
    if (owed != open.size()) {
      throw new IllegalStateException(
          "command %d of shard %d: %d settlements marked, %d owed"
              .formatted(command, shard, owed, open.size()));
    }
  }
}
