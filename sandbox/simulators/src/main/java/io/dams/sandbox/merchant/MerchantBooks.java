package io.dams.sandbox.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.money.AssetCode;
import io.dams.sandbox.journal.JournalMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's books: members, the intermediary account, the fee account, every transfer by our id
 * with its tombstones, and the statement. One lock orders all changes; each is in the journal and
 * on disk before its caller hears of it. Granted points = members + intermediary + fee, always.
 */
final class MerchantBooks implements AutoCloseable {

  private static final Duration TOKEN_LIFE = Duration.ofDays(90);

  private final AssetCode exCode;
  private final Clock clock;
  private final RandomGenerator random;
  private final JournalMapper<BookEntry> journal;
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Map<String, Member> members = new TreeMap<>();
  private final Map<String, Member> byPhone = new HashMap<>();
  private final TransferBook transfers = new TransferBook();
  private long grantedUnits;
  private Instant newest = Instant.EPOCH;

  MerchantBooks(AssetCode exCode, Path file, Clock clock, RandomGenerator random) {
    this.exCode = exCode;
    this.clock = clock;
    this.random = random;
    this.journal = JournalMapper.open(file, BookEntry.class, this::apply);
  }

  /** Issues a token to the member of a phone, which is also the member's consent. */
  Decision<MemberToken> token(String phone) {
    return durably(
        () -> {
          Member member = byPhone.get(phone);
          if (member == null) {
            return refused(MerchantProblem.UNKNOWN_MEMBER, "no member has this phone");
          }
          if (member.closed) {
            return refused(MerchantProblem.ACCOUNT_CLOSED, "the account is closed");
          }
          byte[] bytes = new byte[24];
          random.nextBytes(bytes);
          Instant expiresAt = clock.instant().plus(TOKEN_LIFE);
          String token = HexFormat.of().formatHex(bytes);
          write(new BookEntry.TokenIssued(member.uid, token, expiresAt));
          return new Decision.Granted<>(new MemberToken(member.uid, token, expiresAt));
        });
  }

  /** A member's balance; a token that is shown must be valid, and consent not revoked. */
  Decision<MemberBalance> balance(String uid, @Nullable String token) {
    return durably(
        () ->
            asked(
                uid,
                token,
                member -> new MemberBalance(uid, member.availableUnits, clock.instant())));
  }

  /** A member's coupons, under the same conditions. */
  Decision<List<MemberCoupon>> coupons(String uid, @Nullable String token) {
    return durably(() -> asked(uid, token, member -> List.copyOf(member.coupons)));
  }

  /** Moves points once for each id, or refuses and changes nothing. */
  Decision<TransferAnswer> transfer(TransferId id, TransferRequest request) {
    return durably(
        () -> {
          TransferBook.Entry known = transfers.find(id);
          if (known instanceof TransferBook.GivenUp) {
            return refused(MerchantProblem.TRANSFER_CANCELLED, "this id was cancelled");
          }
          if (known instanceof TransferBook.Executed executed) {
            return sameTransfer(executed.request(), request)
                ? new Decision.Granted<>(executed.answer())
                : refused(MerchantProblem.TRANSFER_CONFLICT, "this id moved something else");
          }
          Instant now = now();
          if (now.isAfter(request.notAfter())) {
            return refused(MerchantProblem.TOO_LATE, "notAfter " + request.notAfter());
          }
          Decision.Refused<TransferAnswer> refusal = refusal(request);
          if (refusal != null) {
            return refusal;
          }
          String reference = exCode + "-T" + (transfers.size() + 1);
          write(new BookEntry.TransferExecuted(id, request, reference, now));
          return new Decision.Granted<>(transfers.answer(id));
        });
  }

  /** What became of an id. */
  Decision<TransferAnswer> query(TransferId id) {
    return durably(
        () ->
            transfers.find(id) == null
                ? refused(MerchantProblem.UNKNOWN_TRANSFER, "no transfer has this id")
                : new Decision.Granted<>(transfers.answer(id)));
  }

  /** Leaves a tombstone for an id that was not executed; the answer is final either way. */
  Decision<TransferAnswer> cancel(TransferId id) {
    return durably(
        () -> {
          if (transfers.find(id) == null) {
            String reference = exCode + "-C" + (transfers.size() + 1);
            write(new BookEntry.TransferGivenUp(id, reference, now()));
          }
          return new Decision.Granted<>(transfers.answer(id));
        });
  }

  /** A page of a UTC day's executed transfers. */
  StatementPage statement(LocalDate day, @Nullable String after, int limit) {
    return durably(() -> transfers.page(day, after, limit));
  }

  /** Opens an account with points; nothing happens when the uid has that phone already. */
  void join(String uid, String phone, long units) {
    durably(
        () -> {
          Member known = members.get(uid);
          if (known != null && known.phone.equals(phone)) {
            return known;
          }
          if (known != null || byPhone.containsKey(phone)) {
            throw new IllegalArgumentException("uid or phone is taken: " + uid + ", " + phone);
          }
          write(new BookEntry.MemberJoined(uid, phone));
          if (units > 0) {
            write(new BookEntry.PointsGranted(uid, units));
          }
          return member(uid);
        });
  }

  /** Writes down a fact about a member; {@link IllegalArgumentException} when it is unknown. */
  void change(String uid, Function<String, BookEntry> fact) {
    durably(
        () -> {
          Member member = member(uid);
          BookEntry entry = fact.apply(uid);
          if (entry instanceof BookEntry.PointsGranted(String _, long units)) {
            Math.addExact(grantedUnits, units);
            Math.addExact(member.availableUnits, units);
          }
          write(entry);
          return member;
        });
  }

  /** All totals and balances at one moment. */
  MerchantTotals totals() {
    return durably(
        () ->
            new MerchantTotals(
                exCode,
                grantedUnits,
                transfers.intermediaryUnits(),
                transfers.feeUnits(),
                transfers.executedCount(),
                transfers.size() - transfers.executedCount(),
                members.values().stream()
                    .map(
                        member ->
                            new MerchantTotals.MemberTotals(
                                member.uid,
                                member.phone,
                                member.availableUnits,
                                member.closed,
                                member.consentRevoked))
                    .toList()));
  }

  /** Every executed transfer, in order. */
  List<StatementPage.Line> lines() {
    return durably(() -> new ArrayList<>(transfers.lines()));
  }

  private <T> Decision<T> asked(String uid, @Nullable String token, Function<Member, T> reading) {
    Member member = members.get(uid);
    if (member == null) {
      return refused(MerchantProblem.UNKNOWN_MEMBER, "no member has this uid");
    }
    if (member.closed) {
      return refused(MerchantProblem.ACCOUNT_CLOSED, "the account is closed");
    }
    if (member.consentRevoked || (token != null && !member.knows(token, clock.instant()))) {
      return refused(MerchantProblem.MEMBER_TOKEN_INVALID, "the member has to bind again");
    }
    return new Decision.Granted<>(reading.apply(member));
  }

  private Decision.@Nullable Refused<TransferAnswer> refusal(TransferRequest request) {
    Member member = request.uid() == null ? null : members.get(request.uid());
    if (request.kind() != TransferKind.FEE) {
      if (member == null) {
        return refused(MerchantProblem.UNKNOWN_MEMBER, "no member has this uid");
      }
      if (member.closed) {
        return refused(MerchantProblem.ACCOUNT_CLOSED, "the account is closed");
      }
    }
    return switch (request.kind()) {
      case RESERVE -> reserveRefusal(request, member);
      case SETTLE -> shortage(transfers.intermediaryUnits(), request.units());
      case RETURN, FEE -> {
        String broken = transfers.brokenReversal(request);
        yield broken == null
            ? shortage(transfers.intermediaryUnits(), request.units())
            : refused(MerchantProblem.REVERSES_INVALID, broken);
      }
    };
  }

  private Decision.@Nullable Refused<TransferAnswer> reserveRefusal(
      TransferRequest request, @Nullable Member member) {
    if (member == null || member.consentRevoked) {
      return refused(MerchantProblem.MEMBER_TOKEN_INVALID, "the member has to bind again");
    }
    return shortage(member.availableUnits, request.units());
  }

  private static Decision.@Nullable Refused<TransferAnswer> shortage(long available, long units) {
    return available >= units
        ? null
        : refused(
            MerchantProblem.INSUFFICIENT_POINTS, available + " available, " + units + " asked for");
  }

  /** Everything but {@code notAfter}, which a repetition may set later. */
  private static boolean sameTransfer(TransferRequest first, TransferRequest again) {
    return first.equals(
        new TransferRequest(
            again.kind(),
            again.uid(),
            again.units(),
            again.reverses(),
            first.notAfter(),
            again.orderGroup()));
  }

  private static <T> Decision.Refused<T> refused(MerchantProblem code, String detail) {
    return new Decision.Refused<>(code, detail);
  }

  /** Never earlier than the line before, so that the statement's days follow its order. */
  private Instant now() {
    Instant now = clock.instant();
    return now.isBefore(newest) ? newest : now;
  }

  private Member member(String uid) {
    Member member = members.get(uid);
    if (member == null) {
      throw new IllegalArgumentException("no member " + uid);
    }
    return member;
  }

  /** Answers only what is on disk: a reader does not see what a crash could take back. */
  private <T> T durably(Supplier<T> work) {
    T answer;
    long position;
    lock.lock();
    try {
      answer = work.get();
      position = journal.position();
    } finally {
      lock.unlock();
    }
    journal.sync(position);
    return answer;
  }

  private void write(BookEntry entry) {
    journal.append(entry);
    apply(entry);
  }

  private void apply(BookEntry entry) {
    switch (entry) {
      case BookEntry.MemberJoined(String uid, String phone) -> {
        Member member = new Member(uid, phone);
        members.put(uid, member);
        byPhone.put(phone, member);
      }
      case BookEntry.PointsGranted(String uid, long units) -> {
        member(uid).availableUnits += units;
        grantedUnits += units;
      }
      case BookEntry.CouponGiven(String uid, MemberCoupon coupon) ->
          member(uid).coupons.add(coupon);
      case BookEntry.MemberClosed(String uid) -> member(uid).closed = true;
      case BookEntry.MemberReopened(String uid) -> member(uid).closed = false;
      case BookEntry.ConsentRevoked(String uid) -> member(uid).revoke();
      case BookEntry.TokenIssued(String uid, String token, Instant expiresAt) ->
          member(uid).take(token, expiresAt);
      case BookEntry.TransferExecuted executed -> {
        move(executed.request());
        transfers.execute(executed);
        newest = executed.at();
      }
      case BookEntry.TransferGivenUp givenUp -> {
        transfers.giveUp(givenUp);
        newest = givenUp.at();
      }
    }
  }

  private void move(TransferRequest request) {
    switch (request.kind()) {
      case RESERVE -> member(uid(request)).availableUnits -= request.units();
      case SETTLE, RETURN -> member(uid(request)).availableUnits += request.units();
      case FEE -> {
        // from the intermediary account to the fee account: no member is touched
      }
    }
  }

  private static String uid(TransferRequest request) {
    if (request.uid() == null) {
      throw new IllegalStateException(request.kind() + " without uid");
    }
    return request.uid();
  }

  @Override
  public void close() {
    journal.close();
  }
}
