package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.List;

/**
 * Answer of {@code GET /internal/trial-balance}: whether everything in the ledger adds up, in one
 * consistent view.
 *
 * @param at when the view was taken
 * @param balanced whether there is no finding
 * @param assets a row for each asset
 * @param findings what does not add up; at most {@value #MAX_FINDINGS} of each code
 */
public record TrialBalance(
    Instant at, boolean balanced, List<AssetRow> assets, List<Finding> findings) {

  /** The most findings of one code that an answer lists. */
  public static final int MAX_FINDINGS = 100;

  /** Copies the lists. */
  public TrialBalance {
    assets = List.copyOf(assets);
    findings = List.copyOf(findings);
  }

  /**
   * The sums of one asset and one kind of account.
   *
   * @param asset the asset
   * @param kind the kind of account, for example {@code USER}
   * @param accounts how many there are
   * @param balanceUnits sum of their balances; over all kinds of an asset it is zero; text in JSON
   */
  public record AssetRow(
      AssetCode asset,
      String kind,
      long accounts,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long balanceUnits) {}

  /**
   * One thing that does not add up.
   *
   * @param code which rule is broken, stable
   * @param subject the account, journal, asset, leg or point
   * @param expectedUnits what it should be; text in JSON
   * @param actualUnits what it is; text in JSON
   */
  public record Finding(
      String code,
      String subject,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long expectedUnits,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long actualUnits) {}
}
