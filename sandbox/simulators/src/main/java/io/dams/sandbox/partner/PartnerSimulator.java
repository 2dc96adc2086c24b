package io.dams.sandbox.partner;

import io.dams.sandbox.http.SimulatorServer;
import io.dams.sandbox.partner.PartnerOrder.Direction;
import io.dams.sandbox.partner.PartnerOrder.State;
import java.math.BigDecimal;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partner app that keeps the contract of {@code docs/partners.md}, with books that survive its
 * end, until a fault is switched on.
 */
public final class PartnerSimulator implements AutoCloseable {

  private final PartnerBooks books;
  private final PartnerFaults faults = new PartnerFaults();
  private final PartnerHttpClient client;
  private final SimulatorServer server;
  private volatile @Nullable URI transfers;

  private PartnerSimulator(PartnerSettings settings, Clock clock) {
    books = new PartnerBooks(settings.journal());
    client = new PartnerHttpClient(clock, new SecureRandom());
    transfers = settings.transfers();
    try {
      server =
          SimulatorServer.start(
              settings.port(),
              Map.of(
                  "/",
                  new PartnerController(books, faults, books::keys, clock),
                  "/sandbox/",
                  new PartnerSandboxController(this)));
    } catch (RuntimeException e) {
      books.close();
      throw e;
    }
  }

  /** Reads the books and starts to listen; {@link #use} gives it its keys. */
  public static PartnerSimulator start(PartnerSettings settings, Clock clock) {
    return new PartnerSimulator(settings, clock);
  }

  /** The same by the machine's clock. */
  public static PartnerSimulator start(PartnerSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /** Where it listens. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** Its {@code order_out_create_url}. */
  public String createUrl() {
    return baseUrl() + "/order/create";
  }

  /** Its {@code order_in_info_url} and {@code order_out_info_url}. */
  public String infoUrl() {
    return baseUrl() + "/order/info";
  }

  /** Its {@code order_callback_url}. */
  public String callbackUrl() {
    return baseUrl() + "/callback";
  }

  /** What the operators gave it, from now on; survives its end. */
  public void use(PartnerSettings.Keys given) {
    books.use(given);
  }

  /** Where the transfer service is, as partners reach it. */
  public void callTransfersAt(URI uri) {
    transfers = uri;
  }

  /** The switches. */
  public PartnerFaults faults() {
    return faults;
  }

  /** All orders, the oldest first. */
  public List<PartnerOrder> orders() {
    return books.list();
  }

  /** The callbacks that it took, each once. */
  public List<ReceivedCallback> callbacks() {
    return books.callbacks();
  }

  /** What was done in one direction, in outside units. */
  public BigDecimal done(Direction direction) {
    return books.done(direction);
  }

  /** A user's units leave the partner, without a word to the transfer service. */
  public PartnerOrder leave(String orderId, String outUserId, BigDecimal amount) {
    return books.leave(orderId, outUserId, amount);
  }

  /** Decides a transfer out that is pending, without a word to the transfer service. */
  public PartnerOrder decide(String orderId, State state, @Nullable String reason) {
    return books.decide(orderId, state, reason);
  }

  /** A user's units leave the partner, and the transfer service is told. */
  public PartnerHttpClient.Reply moveIn(
      String orderId, String outUserId, String userId, BigDecimal amount)
      throws InterruptedException {
    books.leave(orderId, outUserId, amount);
    Map<String, Object> body = new HashMap<>();
    body.put("outOrderId", orderId);
    body.put("outUserId", outUserId);
    body.put("userId", userId);
    body.put("outAmount", amount.toPlainString());
    return call("POST", "/v1/partner/orders", body);
  }

  /** Tells the transfer service what became of a transfer out. */
  public PartnerHttpClient.Reply tell(PartnerOrder order) throws InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("state", order.state().name());
    body.put("outAmount", order.outAmount().toPlainString());
    body.put("reason", order.reason());
    return call("POST", "/v1/partner/orders/" + order.orderId() + "/result", body);
  }

  /** Any signed call to the transfer service; {@code path} begins with {@code /v1/partner}. */
  public PartnerHttpClient.Reply call(String method, String path, Map<String, Object> body)
      throws InterruptedException {
    URI where = transfers;
    if (where == null) {
      throw new IllegalStateException("the partner does not know where transfers are");
    }
    return client.send(books.keys(), method, URI.create(where + path), body);
  }

  /** Stops at once; the journal stays. */
  @Override
  public void close() {
    server.close();
    client.close();
    books.close();
  }
}
