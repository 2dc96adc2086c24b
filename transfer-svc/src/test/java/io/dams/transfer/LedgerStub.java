package io.dams.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dams.contracts.ledger.FundHoldAnswer;
import io.dams.contracts.ledger.FundHoldPost;
import io.dams.contracts.ledger.FundHoldRequest;
import io.dams.contracts.ledger.HoldAnswer.State;
import io.dams.contracts.ledger.JournalReceipt;
import io.dams.contracts.ledger.JournalRequest;
import io.dams.contracts.ledger.LedgerAccount;
import io.dams.contracts.ledger.LedgerLine;
import io.dams.contracts.money.AssetCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as the transfer service sees it: double entry, idempotent names, tombstones. */
final class LedgerStub {

  private record Placed(LedgerAccount account, long units) {}

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<LedgerAccount, Long> balances = new HashMap<>();
  private final Map<String, List<LedgerLine>> journals = new HashMap<>();
  private final Map<String, Placed> placed = new HashMap<>();
  private final Map<String, FundHoldAnswer> holds = new HashMap<>();
  private final Set<String> dropsReply = new HashSet<>();
  private boolean refusesToVoid;
  private final Map<String, Integer> requests = new HashMap<>();
  private final HttpServer server;

  LedgerStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/journals/", exchange -> handle(exchange, this::journal));
    server.createContext("/internal/fund-holds/", exchange -> handle(exchange, this::hold));
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Gives a user units out of nothing, as an issuer would. */
  synchronized void fund(long user, int fund, String asset, long units) {
    add(user(user, fund, asset), units);
    add(system("issuer", fund, asset), -units);
  }

  synchronized long balance(LedgerAccount account) {
    return balances.getOrDefault(account, 0L);
  }

  /** What is set aside by holds that are open. */
  synchronized long held() {
    return holds.entrySet().stream()
        .filter(hold -> hold.getValue().state() == State.PLACED)
        .mapToLong(hold -> hold.getValue().placedUnits())
        .sum();
  }

  synchronized FundHoldAnswer hold(String name) {
    return holds.get(name);
  }

  synchronized boolean hasJournal(String reference) {
    return journals.containsKey(reference);
  }

  /** All balances and holds together: zero, always. */
  synchronized long sum() {
    return balances.values().stream().mapToLong(Long::longValue).sum() + held();
  }

  /** Loses a hold or a journal, as no ledger may. */
  synchronized void forget(String name) {
    holds.remove(name);
    journals.remove(name);
  }

  /** Has other units in a journal than were posted, as no ledger may. */
  synchronized void distort(String reference) {
    journals.replace(reference, List.of());
  }

  /** The next request about this name is carried out and not answered. */
  synchronized void dropReply(String name) {
    dropsReply.add(name);
  }

  /** Frees no hold, until it is told to. */
  synchronized void refuseToVoid(boolean refuse) {
    refusesToVoid = refuse;
  }

  /** How often it was asked so: method and path. */
  synchronized int requests(String what) {
    return requests.getOrDefault(what, 0);
  }

  static LedgerAccount user(long user, int fund, String asset) {
    return new LedgerAccount(
        LedgerAccount.Kind.USER, Long.toString(user), fund, new AssetCode(asset));
  }

  static LedgerAccount system(String app, int fund, String asset) {
    return new LedgerAccount(LedgerAccount.Kind.SYSTEM, app, fund, new AssetCode(asset));
  }

  private record Answer(int status, Object body) {}

  private interface Door {
    Answer answer(String[] path, HttpExchange exchange) throws IOException;
  }

  private void handle(HttpExchange exchange, Door door) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().split("/");
      Answer answer;
      boolean drop;
      synchronized (this) {
        requests.merge(
            exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(),
            1,
            Integer::sum);
        answer = door.answer(path, exchange);
        drop = dropsReply.remove(path[3]);
      }
      if (!drop) {
        byte[] bytes = json.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private Answer journal(String[] path, HttpExchange exchange) throws IOException {
    JournalRequest request =
        json.readValue(exchange.getRequestBody().readAllBytes(), JournalRequest.class);
    List<LedgerLine> before = journals.get(path[3]);
    if (path.length > 4 && before == null) {
      return refused(404, "no-such-journal");
    }
    if (before != null) {
      return before.equals(request.entries())
          ? new Answer(200, new JournalReceipt(path[3], 1))
          : refused(409, "reference-reused");
    }
    long sum = request.entries().stream().mapToLong(LedgerLine::units).sum();
    if (sum != 0) {
      return refused(400, "invalid-request");
    }
    for (LedgerLine line : request.entries()) {
      boolean floored = line.account().kind() == LedgerAccount.Kind.USER;
      if (floored && balance(line.account()) + line.units() < 0) {
        return refused(422, "insufficient-funds");
      }
    }
    request.entries().forEach(line -> add(line.account(), line.units()));
    journals.put(path[3], request.entries());
    return new Answer(200, new JournalReceipt(path[3], 1));
  }

  private Answer hold(String[] path, HttpExchange exchange) throws IOException {
    String name = path[3];
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.length == 4) {
      return exchange.getRequestMethod().equals("GET")
          ? found(name)
          : place(name, json.readValue(body, FundHoldRequest.class));
    }
    return path[4].equals("void")
        ? release(name)
        : post(name, path[5], json.readValue(body, FundHoldPost.class));
  }

  private Answer found(String name) {
    FundHoldAnswer hold = holds.get(name);
    return hold == null ? refused(404, "no-such-hold") : new Answer(200, hold);
  }

  private Answer place(String name, FundHoldRequest request) {
    if (holds.containsKey(name)) {
      return new Answer(200, holds.get(name));
    }
    if (balance(request.account()) < request.units()) {
      return refused(422, "insufficient-funds");
    }
    add(request.account(), -request.units());
    placed.put(name, new Placed(request.account(), request.units()));
    holds.put(name, new FundHoldAnswer(name, State.PLACED, request.units(), 0));
    return new Answer(200, holds.get(name));
  }

  private Answer release(String name) {
    FundHoldAnswer hold = holds.get(name);
    if (refusesToVoid || (hold != null && hold.state() == State.POSTED)) {
      return refused(409, "hold-ended");
    }
    if (hold != null && hold.state() == State.PLACED) {
      add(placed.get(name).account(), hold.placedUnits());
    }
    long units = hold == null ? 0 : hold.placedUnits();
    holds.put(name, new FundHoldAnswer(name, State.VOIDED, units, 0));
    return new Answer(200, holds.get(name));
  }

  private Answer post(String name, String post, FundHoldPost request) {
    FundHoldAnswer hold = holds.get(name);
    if (hold == null) {
      return refused(404, "no-such-hold");
    }
    if (hold.state() != State.PLACED) {
      return request.payees().equals(journals.get("post-" + post))
          ? new Answer(200, hold)
          : refused(409, "hold-ended");
    }
    long sum = request.payees().stream().mapToLong(LedgerLine::units).sum();
    if (sum != hold.placedUnits()) {
      return refused(422, "hold-exceeded");
    }
    request.payees().forEach(line -> add(line.account(), line.units()));
    journals.put("post-" + post, request.payees());
    holds.put(name, new FundHoldAnswer(name, State.POSTED, sum, sum));
    return new Answer(200, holds.get(name));
  }

  private void add(LedgerAccount account, long units) {
    balances.merge(account, units, Long::sum);
  }

  private static Answer refused(int status, String code) {
    return new Answer(status, Map.of("code", code));
  }
}
