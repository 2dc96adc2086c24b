package io.dams.backoffice.settle;

import io.dams.contracts.id.LegId;

/**
 * What a buy leg got by one command.
 *
 * @param command its offset in the shard's log
 * @param units points, positive
 * @param owed whether they are owed to the buyer: the command was complete
 */
record Settlement(LegId leg, long command, int shard, long units, boolean owed) {

  Settlement plus(long more) {
    return new Settlement(leg, command, shard, Math.addExact(units, more), owed);
  }

  Settlement inDebt() {
    return new Settlement(leg, command, shard, units, true);
  }
}
