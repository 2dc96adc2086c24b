package io.dams.transfer.app;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code kku_transfer_apps}. */
@Mapper
interface AppMapper {

  String COLUMNS =
      """
      id, keyname, title, description, out_id, out_id2, out_id3, currency_id, fund_id, fund_to_uid,
      fund_in_uid, exchange_rate, fee_in_rate, fee_out_rate, fee_in_min, fee_in_max, fee_out_min,
      fee_out_max, fee_account_uid, transfer_in_enabled, transfer_out_enabled, order_callback_url,
      order_in_info_url, order_out_create_url, order_out_info_url, is_enabled, callback_gone_at,
      created_at, updated_at, deleted_at
      """;

  @Insert(
      """
      INSERT INTO kku_transfer_apps
        (keyname, title, description, out_id, out_id2, out_id3, currency_id, fund_id, fund_to_uid,
         fund_in_uid, exchange_rate, fee_in_rate, fee_out_rate, fee_in_min, fee_in_max,
         fee_out_min, fee_out_max, fee_account_uid, transfer_in_enabled, transfer_out_enabled,
         order_callback_url, order_in_info_url, order_out_create_url, order_out_info_url,
         is_enabled)
      VALUES
        (#{keyname}, #{title}, #{description}, #{outId}, #{outId2}, #{outId3}, #{currencyId},
         #{fundId}, #{fundToUid}, #{fundInUid}, #{exchangeRate}, #{feeInRate}, #{feeOutRate},
         #{feeInMin}, #{feeInMax}, #{feeOutMin}, #{feeOutMax}, #{feeAccountUid},
         #{transferInEnabled}, #{transferOutEnabled}, #{orderCallbackUrl}, #{orderInInfoUrl},
         #{orderOutCreateUrl}, #{orderOutInfoUrl}, #{enabled})
      """)
  int insert(AppTerms terms);

  /** All but the keyname, out_id and what its money is: orders in flight rely on these. */
  @Update(
      """
      UPDATE kku_transfer_apps
      SET title = #{t.title}, description = #{t.description}, out_id2 = #{t.outId2},
          out_id3 = #{t.outId3}, fund_to_uid = #{t.fundToUid}, fund_in_uid = #{t.fundInUid},
          exchange_rate = #{t.exchangeRate}, fee_in_rate = #{t.feeInRate},
          fee_out_rate = #{t.feeOutRate}, fee_in_min = #{t.feeInMin}, fee_in_max = #{t.feeInMax},
          fee_out_min = #{t.feeOutMin}, fee_out_max = #{t.feeOutMax},
          fee_account_uid = #{t.feeAccountUid}, transfer_in_enabled = #{t.transferInEnabled},
          transfer_out_enabled = #{t.transferOutEnabled},
          callback_gone_at = IF(order_callback_url <=> #{t.orderCallbackUrl}, callback_gone_at,
            NULL),
          order_callback_url = #{t.orderCallbackUrl}, order_in_info_url = #{t.orderInInfoUrl},
          order_out_create_url = #{t.orderOutCreateUrl},
          order_out_info_url = #{t.orderOutInfoUrl}, is_enabled = #{t.enabled}
      WHERE id = #{id} AND deleted_at IS NULL
      """)
  int change(@Param("id") int id, @Param("t") AppTerms terms);

  @Update(
      """
      UPDATE kku_transfer_apps
      SET transfer_in_enabled = #{in}, transfer_out_enabled = #{out}, is_enabled = #{enabled}
      WHERE id = #{id} AND deleted_at IS NULL
      """)
  int switches(
      @Param("id") int id,
      @Param("in") boolean in,
      @Param("out") boolean out,
      @Param("enabled") boolean enabled);

  @Update(
      """
      UPDATE kku_transfer_apps SET deleted_at = UTC_TIMESTAMP(6), is_enabled = 0
      WHERE id = #{id} AND deleted_at IS NULL
      """)
  int delete(int id);

  @Update(
      """
      UPDATE kku_transfer_apps SET callback_gone_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND callback_gone_at IS NULL AND order_callback_url = #{url}
      """)
  int callbackGone(@Param("id") int id, @Param("url") String url);

  @Select("SELECT " + COLUMNS + " FROM kku_transfer_apps WHERE id = #{id}")
  Optional<Row> find(int id);

  @Select("SELECT " + COLUMNS + " FROM kku_transfer_apps WHERE id = #{id} FOR UPDATE")
  Optional<Row> lock(int id);

  @Select("SELECT " + COLUMNS + " FROM kku_transfer_apps WHERE keyname = #{keyname}")
  Optional<Row> named(String keyname);

  @Select(
      "SELECT "
          + COLUMNS
          + " FROM kku_transfer_apps WHERE id > #{after} ORDER BY id LIMIT #{limit}")
  List<Row> list(@Param("after") int after, @Param("limit") int limit);

  @Insert(
      """
      INSERT INTO kku_transfer_audit (operator, action, subject, detail)
      VALUES (#{operator}, #{action}, #{subject}, #{detail})
      """)
  int audit(
      @Param("operator") String operator,
      @Param("action") String action,
      @Param("subject") String subject,
      @Param("detail") @Nullable String detail);

  /** A row as it is. */
  record Row(
      int id,
      String keyname,
      String title,
      @Nullable String description,
      int outId,
      @Nullable Integer outId2,
      @Nullable Integer outId3,
      int currencyId,
      int fundId,
      @Nullable Long fundToUid,
      @Nullable Long fundInUid,
      BigDecimal exchangeRate,
      BigDecimal feeInRate,
      BigDecimal feeOutRate,
      BigDecimal feeInMin,
      @Nullable BigDecimal feeInMax,
      BigDecimal feeOutMin,
      @Nullable BigDecimal feeOutMax,
      @Nullable Long feeAccountUid,
      boolean transferInEnabled,
      boolean transferOutEnabled,
      @Nullable String orderCallbackUrl,
      @Nullable String orderInInfoUrl,
      @Nullable String orderOutCreateUrl,
      @Nullable String orderOutInfoUrl,
      boolean isEnabled,
      @Nullable Instant callbackGoneAt,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deletedAt) {

    PartnerApp app() {
      AppTerms terms =
          new AppTerms(
              keyname,
              title,
              description,
              outId,
              outId2,
              outId3,
              currencyId,
              fundId,
              fundToUid,
              fundInUid,
              exchangeRate,
              feeInRate,
              feeOutRate,
              feeInMin,
              feeInMax,
              feeOutMin,
              feeOutMax,
              feeAccountUid,
              transferInEnabled,
              transferOutEnabled,
              orderCallbackUrl,
              orderInInfoUrl,
              orderOutCreateUrl,
              orderOutInfoUrl,
              isEnabled);
      return new PartnerApp(id, terms, callbackGoneAt, createdAt, updatedAt, deletedAt);
    }
  }
}
