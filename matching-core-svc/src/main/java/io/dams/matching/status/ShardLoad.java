package io.dams.matching.status;

import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.Engine;

/**
 * What a shard's engine holds, and of what it may hold no more.
 *
 * @param openOrders live legs
 * @param boundedOrders what counts against the bound of open orders
 * @param rememberedGroups ids of groups
 * @param bounds those that hold
 */
public record ShardLoad(
    int openGroups,
    int openOrders,
    int boundedOrders,
    int rememberedGroups,
    CoreOrder.SetBounds bounds) {

  static final ShardLoad NONE = new ShardLoad(0, 0, 0, 0, CoreOrder.SetBounds.FIRST);

  static ShardLoad of(Engine engine) {
    return new ShardLoad(
        engine.openGroups(),
        engine.openOrders(),
        engine.boundedOrders(),
        engine.rememberedGroups(),
        engine.bounds());
  }

  /** 1 when every group that stays is refused. */
  double usedOfOpenOrders() {
    return (double) boundedOrders / bounds.openOrders();
  }

  /** 1 when with each group the oldest is forgotten. */
  double usedOfRememberedGroups() {
    return (double) rememberedGroups / bounds.rememberedGroups();
  }
}
