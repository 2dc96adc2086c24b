package io.dams.backoffice.settle;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.platform.persistence.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /**
   * Those of the commands of a run of events, in the caller's transaction. A command of which
   * events came in a run before has rows already.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public SettlementsOfRun of(Set<Command> commands) {
    Map<Integer, List<Long>> byShard = new TreeMap<>();
    commands.forEach(
        command ->
            byShard.computeIfAbsent(command.shard(), _ -> new ArrayList<>()).add(command.offset()));
    List<Settlement> open = new ArrayList<>();
    byShard.forEach(
        (shard, offsets) ->
            Parts.of(offsets).forEach(part -> open.addAll(mapper.open(shard, part))));
    return new SettlementsOfRun(mapper, groups, movements, open);
  }
}
