package io.dams.frontoffice.movement;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.frontoffice.movement.MovementMapper.Key;
import io.dams.frontoffice.movement.MovementMapper.MovementRow;
import io.dams.frontoffice.movement.MovementMapper.MovementState;
import io.dams.frontoffice.movement.MovementMapper.Put;
import io.dams.platform.persistence.JsonRows;
import io.dams.platform.persistence.Parts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The movements that a run of events is about: read when the first is asked for, which is under the
 * locks of their groups, and written at its end.
 */
final class MovementsOfRun {

  private final MovementMapper mapper;
  private final Set<Key> asked;
  private final Map<Key, Put> changed = new LinkedHashMap<>();
  private @Nullable Map<Key, MovementState> states;

  /** Of those that may be asked for. */
  MovementsOfRun(MovementMapper mapper, Set<Key> asked) {
    this.mapper = mapper;
    this.asked = asked;
  }

  /** How far it is by now; null when it is not known. */
  @Nullable MovementState state(OrderGroupId group, TransferId transfer) {
    if (states == null) {
      states = read();
    }
    return states.get(new Key(group, transfer));
  }

  private Map<Key, MovementState> read() {
    JsonRows keys = new JsonRows();
    asked.forEach(key -> keys.add(key.groupId(), key.transferId()));
    Map<Key, MovementState> read = new HashMap<>();
    mapper.states(keys.toString()).forEach(row -> read.put(row.key(), row.state()));
    return read;
  }

  void put(OrderGroupId group, MovementRow row) {
    Key key = new Key(group, row.transferId());
    changed.put(key, new Put(group, row));
    if (states != null) {
      states.put(key, row.state());
    }
  }

  /** A movement that is delayed goes on under another id; nothing happens to one that is not. */
  void rename(OrderGroupId group, TransferId from, TransferId to) {
    write();
    mapper.rename(group, from, to);
    states = null;
  }

  void write() {
    Parts.of(List.copyOf(changed.values())).forEach(mapper::putMovements);
    changed.clear();
  }
}
