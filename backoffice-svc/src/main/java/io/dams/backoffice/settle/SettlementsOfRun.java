package io.dams.backoffice.settle;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.LegId;
import io.dams.platform.persistence.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What buy legs get by the commands of a run of events, until it is written at the run's end. */
public final class SettlementsOfRun {

  private final SettlementMapper mapper;
  private final OrderGroups groups;
  private final Movements movements;
  private final Map<Key, Settlement> stored = new HashMap<>();
  private final Map<Command, SortedMap<LegId, Settlement>> commands = new HashMap<>();

  private record Key(LegId leg, long command) {

    static Key of(Settlement settlement) {
      return new Key(settlement.leg(), settlement.command());
    }
  }

  /** Going on from what is stored and not owed. */
  SettlementsOfRun(
      SettlementMapper mapper, OrderGroups groups, Movements movements, List<Settlement> open) {
    this.mapper = mapper;
    this.groups = groups;
    this.movements = movements;
    open.forEach(
        settlement -> {
          stored.put(Key.of(settlement), settlement);
          legs(new Command(settlement.shard(), settlement.command()))
              .put(settlement.leg(), settlement);
        });
  }

  /** Adds a trade's points to what the leg gets by the command. Owed before: throws. */
  public void add(LegId leg, Command command, long units) {
    Settlement fresh = new Settlement(leg, command.offset(), command.shard(), units, false);
    legs(command)
        .merge(
            leg,
            fresh,
            (before, _) -> {
              if (before.owed()) {
                throw new IllegalStateException(
                    "leg %s got its points of %s before".formatted(leg, command));
              }
              return before.plus(units);
            });
  }

  /** The command is complete: owes what each leg got by it. Nothing happens for what is owed. */
  public void complete(Command command, Instant now) {
    legs(command)
        .replaceAll(
            (leg, settlement) -> {
              if (!settlement.owed()) {
                owe(settlement, now);
              }
              return settlement.inDebt();
            });
  }

  private void owe(Settlement settlement, Instant now) {
    OrderGroup group = groups.lock(settlement.leg().group()).orElseThrow();
    movements.owe(
        Movement.settle(
            group.row().user(),
            group.leg(settlement.leg()).terms(),
            settlement.command(),
            settlement.units()),
        now);
  }

  /**
   * Writes what is new or has changed, in the caller's transaction. Throws when another run has
   * written one of them: then something would be owed twice, or never.
   */
  public void write() {
    List<Settlement> fresh = new ArrayList<>();
    for (SortedMap<LegId, Settlement> legs : commands.values()) {
      for (Settlement settlement : legs.values()) {
        Settlement before = stored.get(Key.of(settlement));
        if (before == null) {
          fresh.add(settlement);
        } else if (!before.equals(settlement) && mapper.change(before, settlement) != 1) {
          throw new IllegalStateException(before + " is not as it was read");
        }
      }
    }
    Parts.of(fresh).forEach(mapper::insert);
  }

  private SortedMap<LegId, Settlement> legs(Command command) {
    return commands.computeIfAbsent(command, _ -> new TreeMap<>());
  }
}
