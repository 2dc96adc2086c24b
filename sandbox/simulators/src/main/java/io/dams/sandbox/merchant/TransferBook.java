package io.dams.sandbox.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All transfers and tombstones by our id, what the intermediary and the fee account hold after
 * them, and the statement. Guarded by the lock of {@link MerchantBooks}; remembers every id.
 */
final class TransferBook {

  /** What is known of an id. */
  sealed interface Entry {}

  /** The points have moved. */
  record Executed(TransferRequest request, TransferAnswer answer) implements Entry {}

  /** A tombstone. */
  record GivenUp(TransferAnswer answer) implements Entry {}

  private final Map<TransferId, Entry> entries = new HashMap<>();
  private final Map<TransferId, Long> takenUnits = new HashMap<>();
  private final List<StatementPage.Line> lines = new ArrayList<>();
  private long intermediaryUnits;
  private long feeUnits;

  @Nullable Entry find(TransferId id) {
    return entries.get(id);
  }

  /** The answer for an id that is known. */
  TransferAnswer answer(TransferId id) {
    return switch (entries.get(id)) {
      case Executed(TransferRequest _, TransferAnswer answer) -> answer;
      case GivenUp(TransferAnswer answer) -> answer;
      case null -> throw new IllegalStateException("nothing is known of " + id);
    };
  }

  /** Why a RETURN or FEE may not be paid from the reserve that it names; null when it may. */
  @Nullable String brokenReversal(TransferRequest request) {
    TransferId reverses = request.reverses();
    if (reverses == null
        || !(entries.get(reverses) instanceof Executed reserve)
        || reserve.request().kind() != TransferKind.RESERVE) {
      return "what it reverses is not a reserve that was done";
    }
    if (request.kind() == TransferKind.RETURN
        && !String.valueOf(reserve.request().uid()).equals(request.uid())) {
      return "the reserve is of another member";
    }
    if (!reserve.request().orderGroup().equals(request.orderGroup())) {
      return "the reserve is of another order group";
    }
    long leftUnits = reserve.request().units() - takenUnits.getOrDefault(reverses, 0L);
    return request.units() <= leftUnits ? null : "only " + leftUnits + " of the reserve are left";
  }

  void execute(BookEntry.TransferExecuted executed) {
    TransferRequest request = executed.request();
    switch (request.kind()) {
      case RESERVE -> intermediaryUnits += request.units();
      case SETTLE -> intermediaryUnits -= request.units();
      case RETURN -> {
        intermediaryUnits -= request.units();
        take(request);
      }
      case FEE -> {
        intermediaryUnits -= request.units();
        feeUnits += request.units();
        take(request);
      }
    }
    entries.put(
        executed.id(),
        new Executed(
            request,
            new TransferAnswer(
                executed.id(),
                TransferState.DONE,
                request.kind(),
                request.units(),
                executed.reference(),
                executed.at())));
    lines.add(
        new StatementPage.Line(
            executed.id(),
            request.kind(),
            request.uid(),
            request.units(),
            intermediaryUnits,
            request.reverses(),
            request.orderGroup(),
            executed.reference(),
            executed.at()));
  }

  void giveUp(BookEntry.TransferGivenUp givenUp) {
    entries.put(
        givenUp.id(),
        new GivenUp(
            new TransferAnswer(
                givenUp.id(),
                TransferState.CANCELLED,
                null,
                0,
                givenUp.reference(),
                givenUp.at())));
  }

  /** A page of a UTC day; {@code after} is the number of the last line that was read. */
  StatementPage page(LocalDate day, @Nullable String after, int limit) {
    Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    int start = Math.max(after == null ? 0 : cursor(after), firstAtOrAfter(from));
    int end = firstAtOrAfter(to);
    if (start >= end) {
      return new StatementPage(List.of(), null);
    }
    int stop = Math.min(end, start + limit);
    String next = stop < end ? Integer.toString(stop) : null;
    return new StatementPage(lines.subList(start, stop), next);
  }

  List<StatementPage.Line> lines() {
    return Collections.unmodifiableList(lines);
  }

  long intermediaryUnits() {
    return intermediaryUnits;
  }

  long feeUnits() {
    return feeUnits;
  }

  int executedCount() {
    return lines.size();
  }

  int size() {
    return entries.size();
  }

  private void take(TransferRequest request) {
    TransferId reverses = request.reverses();
    if (reverses == null || !(entries.get(reverses) instanceof Executed)) {
      throw new IllegalStateException("a " + request.kind() + " without its reserve");
    }
    takenUnits.merge(reverses, request.units(), Long::sum);
  }

  private int cursor(String after) {
    int cursor = Integer.parseInt(after);
    if (cursor < 0 || cursor > lines.size()) {
      throw new IllegalArgumentException("'after' must be a 'next' of a page before");
    }
    return cursor;
  }

  private int firstAtOrAfter(Instant instant) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).at().isBefore(instant)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
