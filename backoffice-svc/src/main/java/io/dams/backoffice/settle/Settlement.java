package io.dams.backoffice.settle;

import io.dams.contracts.id.LegId;

/**
 * What a buy leg got by one command.
 *
 * @param command its offset in the shard's log
 * @param units points, positive
 */
record Settlement(LegId leg, long command, long units) {}
