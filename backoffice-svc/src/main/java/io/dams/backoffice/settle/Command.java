package io.dams.backoffice.settle;

/**
 * A command of the core.
 *
 * @param offset in the shard's log
 */
public record Command(int shard, long offset) {}
