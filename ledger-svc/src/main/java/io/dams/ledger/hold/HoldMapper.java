package io.dams.ledger.hold;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface HoldMapper {

  String COLUMNS =
      "id, user_id, fund, asset, state, placed_units, posted_units, committed, expires_at,"
          + " ended_at";

  @Select("SELECT " + COLUMNS + " FROM hold WHERE id = #{id}")
  @Nullable HoldRow find(@Param("id") String id);

  @Select("SELECT " + COLUMNS + " FROM hold WHERE id = #{id} FOR UPDATE")
  @Nullable HoldRow lock(@Param("id") String id);

  /** Throws {@code DuplicateKeyException} when the id is taken. */
  @Insert(
      """
      INSERT INTO hold
        (id, user_id, fund, asset, state, placed_units, posted_units, committed, expires_at,
         ended_at)
      VALUES
        (#{id}, #{userId}, #{fund}, #{asset}, #{state}, #{placedUnits}, #{postedUnits},
         #{committed}, #{expiresAt}, IF(#{state} = 'PLACED', NULL, UTC_TIMESTAMP(6)))
      """)
  void insert(HoldRow row);

  /** Moves an open hold on; its posted units must be as they were read. */
  @Update(
      """
      UPDATE hold
      SET state = #{to.state}, posted_units = #{to.postedUnits}, committed = #{to.committed},
          ended_at = IF(#{to.state} = 'PLACED', NULL, UTC_TIMESTAMP(6))
      WHERE id = #{to.id} AND state = 'PLACED' AND posted_units = #{postedBefore}
      """)
  int move(@Param("to") HoldRow to, @Param("postedBefore") long postedBefore);

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Select(
      """
      SELECT id FROM hold
      WHERE state = 'PLACED' AND expires_at <= UTC_TIMESTAMP(6)
      ORDER BY expires_at, id
      LIMIT #{limit}
      """)
  List<String> due(@Param("limit") int limit);

  /** What the row says; {@link Hold} says what it means. */
  enum State {
    PLACED,
    POSTED,
    VOIDED,
    EXPIRED
  }

  /** A row of {@code hold}. */
  record HoldRow(
      String id,
      @Nullable UserId userId,
      int fund,
      @Nullable AssetCode asset,
      State state,
      long placedUnits,
      long postedUnits,
      boolean committed,
      @Nullable Instant expiresAt,
      @Nullable Instant endedAt) {

    /** The row of a state. */
    static HoldRow of(Hold hold) {
      return switch (hold) {
        case Hold.Placed h ->
            row(
                h.id(),
                h.account(),
                h.placed(),
                h.posted(),
                State.PLACED,
                h.committed(),
                h.expiresAt());
        case Hold.Posted h ->
            row(h.id(), h.account(), h.placed(), h.placed(), State.POSTED, false, null);
        case Hold.Voided h ->
            row(h.id(), h.account(), h.placed(), h.posted(), State.VOIDED, false, null);
        case Hold.Expired h ->
            row(h.id(), h.account(), h.placed(), h.posted(), State.EXPIRED, false, null);
        case Hold.Barred h ->
            new HoldRow(
                h.id().value(),
                null,
                AccountId.TOKENS,
                null,
                State.VOIDED,
                0,
                0,
                false,
                null,
                null);
      };
    }

    /** The state of the row. */
    Hold hold() {
      var name = new HoldId(id);
      if (userId == null || asset == null) {
        return new Hold.Barred(name);
      }
      var account = AccountId.user(userId, fund, asset);
      var placed = new Money(asset, placedUnits);
      var posted = new Money(asset, postedUnits);
      return switch (state) {
        case PLACED -> new Hold.Placed(name, account, placed, posted, committed, expiresAt);
        case POSTED -> new Hold.Posted(name, account, placed);
        case VOIDED -> new Hold.Voided(name, account, placed, posted);
        case EXPIRED ->
            new Hold.Expired(name, account, placed, posted, Objects.requireNonNull(endedAt));
      };
    }

    /** Whether it was voided before it was placed. */
    boolean isTombstone() {
      return userId == null;
    }

    /** Whether it was placed with the same words. */
    boolean saysTheSame(Hold.Placed asked) {
      HoldRow other = of(asked);
      return Objects.equals(userId, other.userId)
          && fund == other.fund
          && Objects.equals(asset, other.asset)
          && placedUnits == other.placedUnits
          && Objects.equals(expiresAt, micros(other.expiresAt));
    }

    /** As the database keeps it. */
    private static @Nullable Instant micros(@Nullable Instant time) {
      return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    private static HoldRow row(
        HoldId id,
        AccountId account,
        Money placed,
        Money posted,
        State state,
        boolean committed,
        @Nullable Instant expiresAt) {
      return new HoldRow(
          id.value(),
          UserId.of(account.owner()),
          account.fund(),
          placed.asset(),
          state,
          placed.units(),
          posted.units(),
          committed,
          expiresAt,
          null);
    }
  }
}
