package io.dams.transfer.app;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets about an app; names and meanings of seed 003. Decimals are text in JSON.
 *
 * @param keyname 应用标识符, unique; never changes
 * @param outId 外部应用ID: with an outside order's id it is unique for ever
 * @param currencyId 1 金币, 2 钻石, 3 人民币, 4 美元
 * @param fundId which fund of a user
 * @param fundToUid receives what goes out; null for the app's own system account
 * @param fundInUid pays what comes in; null for the app's own system account
 * @param exchangeRate 1 outside unit = so many inside
 * @param feeAccountUid receives the fees; null for the app's own system account
 * @param orderCallbackUrl null: no result is told
 * @param orderInInfoUrl null: the partner is not asked about a transfer in
 * @param orderOutCreateUrl null: nothing is created at the partner
 * @param orderOutInfoUrl null: the partner is not asked about a transfer out
 */
public record AppTerms(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{1,49}") String keyname,
    @NotBlank @Size(max = 100) String title,
    @Nullable @Size(max = 5_000) String description,
    int outId,
    @Nullable Integer outId2,
    @Nullable Integer outId3,
    @Min(1) int currencyId,
    @Min(1) int fundId,
    @Nullable @Positive Long fundToUid,
    @Nullable @Positive Long fundInUid,
    @NotNull
        @DecimalMin("0.0001")
        @Digits(integer = 6, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal exchangeRate,
    @NotNull
        @DecimalMin("0")
        @DecimalMax("1")
        @Digits(integer = 1, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal feeInRate,
    @NotNull
        @DecimalMin("0")
        @DecimalMax("1")
        @Digits(integer = 1, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal feeOutRate,
    @NotNull
        @DecimalMin("0")
        @Digits(integer = 11, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal feeInMin,
    @Nullable
        @DecimalMin("0")
        @Digits(integer = 11, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal feeInMax,
    @NotNull
        @DecimalMin("0")
        @Digits(integer = 11, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal feeOutMin,
    @Nullable
        @DecimalMin("0")
        @Digits(integer = 11, fraction = 4)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal feeOutMax,
    @Nullable @Positive Long feeAccountUid,
    boolean transferInEnabled,
    boolean transferOutEnabled,
    @Nullable @Size(max = 255) String orderCallbackUrl,
    @Nullable @Size(max = 255) String orderInInfoUrl,
    @Nullable @Size(max = 255) String orderOutCreateUrl,
    @Nullable @Size(max = 255) String orderOutInfoUrl,
    boolean enabled) {

  /** Whether the partner is asked about a transfer in before it is credited. */
  public boolean asksIn() {
    return orderInInfoUrl != null;
  }

  /** Whether the partner is asked about a transfer out before it is posted. */
  public boolean asksOut() {
    return orderOutCreateUrl != null || orderOutInfoUrl != null;
  }
}
