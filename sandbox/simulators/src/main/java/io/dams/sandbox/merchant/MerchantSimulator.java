package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.StatementPage;
import io.dams.sandbox.http.SimulatorServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A merchant that keeps the contract, with books that survive its end, until a fault is switched
 * on. Started in a test or, by {@link Simulators}, in a process.
 */
public final class MerchantSimulator implements AutoCloseable {

  private final MerchantBooks books;
  private final Faults faults = new Faults();
  private final RequestLog requests = new RequestLog();
  private final SimulatorServer server;

  private MerchantSimulator(MerchantSettings settings, Clock clock) {
    books = new MerchantBooks(settings.exCode(), settings.journal(), clock, new SecureRandom());
    try {
      MerchantController api =
          new MerchantController(
              books, new SignatureCheck(settings.secrets(), clock), faults, requests);
      server =
          SimulatorServer.start(
              settings.port(), Map.of("/", api, "/sandbox/", new SandboxController(this)));
    } catch (RuntimeException e) {
      books.close();
      throw e;
    }
  }

  /** Reads the books and starts to listen. */
  public static MerchantSimulator start(MerchantSettings settings, Clock clock) {
    return new MerchantSimulator(settings, clock);
  }

  /** The same by the machine's clock. */
  public static MerchantSimulator start(MerchantSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** Where it listens: the {@code base-url} of its clients. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** Opens an account with points; nothing happens when the uid has that phone already. */
  public void join(String uid, String phone, long units) {
    if (uid.isBlank() || phone == null || units < 0) {
      throw new IllegalArgumentException("a member has a uid, a phone and units >= 0");
    }
    books.join(uid, phone, units);
  }

  /** Gives a member points that come into being. */
  public void grant(String uid, long units) {
    if (units <= 0) {
      throw new IllegalArgumentException("units must be positive");
    }
    books.change(uid, member -> new BookEntry.PointsGranted(member, units));
  }

  /** Gives a member a coupon. */
  public void give(String uid, MemberCoupon coupon) {
    books.change(uid, member -> new BookEntry.CouponGiven(member, coupon));
  }

  /** Closes an account: nothing goes in or out, {@code ACCOUNT_CLOSED}. */
  public void closeAccount(String uid) {
    books.change(uid, BookEntry.MemberClosed::new);
  }

  /** Opens an account again. */
  public void reopenAccount(String uid) {
    books.change(uid, BookEntry.MemberReopened::new);
  }

  /**
   * Voids the member's tokens (商家token失效): balance, coupons and reserves are refused with {@code
   * MEMBER_TOKEN_INVALID} until a new token is asked for; settlements and returns go on.
   */
  public void revokeConsent(String uid) {
    books.change(uid, BookEntry.ConsentRevoked::new);
  }

  /** The books at this moment. */
  public MerchantTotals totals() {
    return books.totals();
  }

  /** Every executed transfer, in order. */
  public List<StatementPage.Line> statement() {
    return books.lines();
  }

  /** The switches. */
  public Faults faults() {
    return faults;
  }

  /** What was asked. */
  public RequestLog requests() {
    return requests;
  }

  /** Stops at once; the journal stays. */
  @Override
  public void close() {
    server.close();
    books.close();
  }
}
