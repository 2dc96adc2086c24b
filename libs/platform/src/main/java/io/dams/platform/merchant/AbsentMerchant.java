package io.dams.platform.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.money.AssetCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A merchant that is not in the configuration: it answers nothing, so nothing is known of it. */
record AbsentMerchant(AssetCode exCode) implements MerchantApi {

  private static final String REASON = "not-configured";

  @Override
  public MemberToken token(TokenRequest request) {
    throw unavailable();
  }

  @Override
  public MemberBalance balance(String uid, @Nullable String memberToken) {
    throw unavailable();
  }

  @Override
  public List<MemberCoupon> coupons(String uid, @Nullable String memberToken) {
    throw unavailable();
  }

  @Override
  public MerchantAnswer transfer(TransferId id, TransferRequest request) {
    return new MerchantAnswer.Unknown(REASON);
  }

  @Override
  public MerchantAnswer query(TransferId id) {
    return new MerchantAnswer.Unknown(REASON);
  }

  @Override
  public MerchantAnswer cancel(TransferId id) {
    return new MerchantAnswer.Unknown(REASON);
  }

  @Override
  public StatementReading statement(LocalDate day, @Nullable String after, int limit) {
    throw unavailable();
  }

  private MerchantUnavailableException unavailable() {
    return new MerchantUnavailableException(exCode, REASON);
  }
}
