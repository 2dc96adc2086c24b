package io.dams.transfer.backlog;

import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

/** SQL of the numbers: indexes only, and nothing of orders that have ended. */
@Mapper
interface BacklogMapper {

  @Select(
      """
      SELECT transfer_app_id AS app, status, COUNT(*) AS orders,
             TIMESTAMPDIFF(SECOND, MIN(created_at), UTC_TIMESTAMP(6)) AS age_seconds
      FROM kku_transfer_orders WHERE status IN (1, 20, 30)
      GROUP BY transfer_app_id, status
      """)
  List<OpenOrders> orders();

  @Select(
      """
      SELECT transfer_app_id AS app, state, COUNT(*) AS callbacks
      FROM kku_transfer_callbacks WHERE state IN ('PENDING', 'EXHAUSTED', 'DISABLED')
      GROUP BY transfer_app_id, state
      """)
  List<UntakenCallbacks> callbacks();

  @Select("SELECT COUNT(*) FROM kku_transfer_breaks WHERE state = 'OPEN'")
  long breaks();

  /** Orders of an app that are at a status, and how old the oldest is. */
  record OpenOrders(int app, int status, long orders, long ageSeconds) {}

  /** Callbacks of an app that nobody has taken. */
  record UntakenCallbacks(int app, String state, long callbacks) {}
}
