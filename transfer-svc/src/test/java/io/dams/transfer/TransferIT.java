package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The service boots on real servers, with the seed's tables. */
@TransferService
class TransferIT {

  @Autowired JdbcTemplate jdbc;

  @Test
  void hasTheSeedsTablesWithEveryDescribedField() {
    assertThat(columns("kku_transfer_apps"))
        .contains(
            "id",
            "keyname",
            "title",
            "description",
            "out_id",
            "out_id2",
            "out_id3",
            "currency_id",
            "fund_id",
            "fund_to_uid",
            "fund_in_uid",
            "exchange_rate",
            "fee_in_rate",
            "fee_out_rate",
            "fee_in_min",
            "fee_in_max",
            "fee_out_min",
            "fee_out_max",
            "fee_account_uid",
            "transfer_in_enabled",
            "transfer_out_enabled",
            "order_callback_url",
            "order_in_info_url",
            "order_out_create_url",
            "order_out_info_url",
            "is_enabled",
            "created_at",
            "updated_at",
            "deleted_at");
    assertThat(columns("kku_transfer_orders"))
        .contains(
            "id",
            "transfer_app_id",
            "out_id",
            "out_order_id",
            "out_user_id",
            "user_id",
            "currency_id",
            "fund_id",
            "type",
            "status",
            "out_amount",
            "amount",
            "exchange_rate",
            "fee_rate",
            "fee_amount",
            "actual_amount",
            "callback_data",
            "error_message",
            "remark",
            "processed_at",
            "callback_at",
            "completed_at",
            "created_at",
            "updated_at",
            "deleted_at");
    assertThat(columns("kku_transfer_orders_archive"))
        .containsExactlyInAnyOrderElementsOf(columns("kku_transfer_orders"));
  }

  @Test
  void archivesByMonth() {
    assertThat(
            jdbc.queryForList(
                """
                SELECT partition_name FROM information_schema.partitions
                WHERE table_schema = database() AND table_name = 'kku_transfer_orders_archive'
                """,
                String.class))
        .contains("p202501", "p202611", "p203612", "pmax")
        .hasSize(145);
  }

  private List<String> columns(String table) {
    return jdbc.queryForList(
        """
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = database() AND table_name = ?
        """,
        String.class,
        table);
  }
}
