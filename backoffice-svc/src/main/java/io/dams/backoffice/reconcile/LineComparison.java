package io.dams.backoffice.reconcile;

import io.dams.backoffice.breaks.BreakType;
import io.dams.backoffice.breaks.Difference;
import io.dams.backoffice.breaks.Difference.Said;
import io.dams.backoffice.statement.BookLine;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.merchant.StatementReading.Unbookable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what both books say of one transfer. */
final class LineComparison {

  private static final int MAX_TEXT = 1_000;
  private static final int ID_BYTES = 16;

  private LineComparison() {}

  /**
   * How a line of the merchant's day differs from ours; empty when it does not, and for a line of
   * the merchant's own test, which gives back what it reserves.
   *
   * @param ours our line of that id, of whatever day; null when there is none
   * @param again whether this pass has read the id before
   */
  static List<Difference> of(
      AssetCode exCode, LocalDate day, Line theirs, @Nullable BookLine ours, boolean again) {
    if (theirs.transferId().isConformance()) {
      return List.of();
    }
    Set<BreakType> types = EnumSet.noneOf(BreakType.class);
    if (again) {
      types.add(BreakType.TWICE_THERE);
    }
    BookLine known = ours != null && ours.exCode().equals(exCode) ? ours : null;
    if (known == null) {
      types.add(BreakType.MISSING_HERE);
    } else {
      types.addAll(differing(day, theirs, known));
    }
    Said ourSide = known == null ? null : said(known);
    return types.stream()
        .map(type -> new Difference(exCode, day, theirs.transferId(), type, ourSide, said(theirs)))
        .toList();
  }

  /**
   * A line of the merchant's that no book can hold. Nothing when its id is of the merchant's own
   * test.
   *
   * @param ours our line of that id, of whatever day; null when there is none
   */
  static Optional<Difference> unbookable(
      AssetCode exCode, LocalDate day, Unbookable theirs, @Nullable BookLine ours) {
    TransferId id = id(theirs);
    if (id.isConformance()) {
      return Optional.empty();
    }
    Said ourSide = ours != null && ours.exCode().equals(exCode) ? said(ours) : null;
    String text = theirs.text();
    String beginning = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return Optional.of(
        new Difference(
            exCode,
            day,
            id,
            BreakType.UNBOOKABLE_THERE,
            ourSide,
            null,
            new Difference.Unbookable(theirs.faults(), beginning)));
  }

  /** The line's id; of a line that has none, the same for the same line in every pass. */
  static TransferId id(Unbookable line) {
    TransferId id = line.transferId();
    if (id != null) {
      return id;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(line.text().getBytes(StandardCharsets.UTF_8));
      return new TransferId("line-" + HexFormat.of().formatHex(digest, 0, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }

  /** A line of ours that the merchant's day has not. */
  static Difference missingThere(LocalDate day, BookLine ours) {
    return new Difference(
        ours.exCode(), day, ours.transferId(), BreakType.MISSING_THERE, said(ours), null);
  }

  private static Set<BreakType> differing(LocalDate day, Line theirs, BookLine ours) {
    Set<BreakType> types = EnumSet.noneOf(BreakType.class);
    if (ours.kind() != theirs.kind()) {
      types.add(BreakType.OTHER_KIND);
    }
    if (ours.units() != theirs.units()) {
      types.add(BreakType.OTHER_AMOUNT);
    }
    if (!LocalDate.ofInstant(ours.merchantAt(), ZoneOffset.UTC).equals(day)) {
      types.add(BreakType.OTHER_DAY);
    }
    boolean sameDetails =
        Objects.equals(ours.uid(), theirs.uid())
            && Objects.equals(ours.reverses(), theirs.reverses())
            && ours.merchantReference().equals(theirs.merchantReference())
            && ours.groupId().toString().equals(theirs.orderGroup());
    if (!sameDetails) {
      types.add(BreakType.OTHER_DETAILS);
    }
    return types;
  }

  private static Said said(Line line) {
    return new Said(line.kind(), line.units(), line.merchantReference(), line.at());
  }

  private static Said said(BookLine line) {
    return new Said(line.kind(), line.units(), line.merchantReference(), line.merchantAt());
  }
}
