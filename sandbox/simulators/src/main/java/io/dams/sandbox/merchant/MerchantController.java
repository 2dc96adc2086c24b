package io.dams.sandbox.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.sandbox.http.Answer;
import io.dams.sandbox.http.Call;
import io.dams.sandbox.http.JsonController;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The apiserver itself: checks who calls, lets a fault have its way, and asks the books. */
final class MerchantController extends JsonController {

  private static final int MAX_PAGE = 1_000;
  private static final int HUGE_BYTES = 2 * 1024 * 1024;
  private static final String OVERLONG = "-and-more".repeat(30);

  private final MerchantBooks books;
  private final SignatureCheck signatures;
  private final Faults faults;
  private final RequestLog log;

  MerchantController(
      MerchantBooks books, SignatureCheck signatures, Faults faults, RequestLog log) {
    this.books = books;
    this.signatures = signatures;
    this.faults = faults;
    this.log = log;
  }

  @Override
  protected Answer answer(Call call) throws InterruptedException {
    Optional<MerchantProblem> stranger = signatures.refusal(call);
    if (stranger.isPresent()) {
      return problem(stranger.get(), "the request is not signed as the contract says");
    }
    Operation.Routed routed = Operation.route(call.method(), call.path()).orElse(null);
    if (routed == null) {
      return noSuchPath(call);
    }
    TransferRequest transfer =
        routed.operation() == Operation.TRANSFER ? transferRequest(call.body()) : null;
    List<String> subjects = new ArrayList<>(List.of(routed.parameter()));
    if (transfer != null && transfer.uid() != null) {
      subjects.add(transfer.uid());
    }
    TransferKind kind = transfer == null ? null : transfer.kind();
    log.add(routed.operation(), kind, routed.parameter());
    Fault.Effect fault = faults.take(routed.operation(), kind, subjects).orElse(null);
    return switch (fault) {
      case null -> work(call, routed, transfer);
      case Fault.Refuse(MerchantProblem code) -> problem(code, "a fault was switched on");
      case Fault.Hang(long millis) -> {
        Thread.sleep(millis);
        yield new Answer.Dropped();
      }
      case Fault.Stall(long millis) -> {
        Thread.sleep(millis);
        yield work(call, routed, transfer);
      }
      case Fault.DropReply() -> {
        work(call, routed, transfer);
        yield new Answer.Dropped();
      }
      case Fault.ServerError(int status, boolean afterWork) -> {
        if (afterWork) {
          work(call, routed, transfer);
        }
        yield new Answer.Problem(status, "INTERNAL", "a fault was switched on");
      }
      case Fault.WrongAnswer(Fault.Form form) -> wrong(form, work(call, routed, transfer));
      case Fault.SpoiltLines(Map<String, String> instead) ->
          spoilt(instead, work(call, routed, transfer));
      case Fault.Unavailable() -> new Answer.Dropped();
    };
  }

  private Answer work(Call call, Operation.Routed routed, @Nullable TransferRequest transfer) {
    String parameter = routed.parameter();
    String memberToken = call.header(RequestSignature.MEMBER_TOKEN_HEADER);
    return switch (routed.operation()) {
      case TOKEN -> answer(books.token(phone(call.body())));
      case BALANCE -> answer(books.balance(parameter, memberToken));
      case COUPONS -> answer(books.coupons(parameter, memberToken));
      case TRANSFER -> {
        if (transfer == null) {
          throw new IllegalStateException("a transfer was read before");
        }
        yield answer(books.transfer(new TransferId(parameter), transfer));
      }
      case QUERY -> answer(books.query(new TransferId(parameter)));
      case CANCEL -> answer(books.cancel(new TransferId(parameter)));
      case STATEMENT ->
          Answer.ok(books.statement(date(parameter), call.query("after"), limit(call)));
    };
  }

  private static Answer wrong(Fault.Form form, Answer right) {
    if (!(right instanceof Answer.Json(int status, Object body))) {
      return right;
    }
    byte[] bytes = write(body);
    return switch (form) {
      case GARBAGE -> new Answer.Raw(200, "text/html", "<html>It works!</html>".getBytes());
      case TRUNCATED ->
          new Answer.Raw(200, "application/json", Arrays.copyOf(bytes, bytes.length / 2));
      case HUGE -> {
        byte[] huge = Arrays.copyOf(bytes, HUGE_BYTES);
        Arrays.fill(huge, bytes.length, huge.length, (byte) ' ');
        yield new Answer.Raw(200, "application/json", huge);
      }
      case OTHER_SUBJECT -> new Answer.Json(status, distorted(body, "other-", 0));
      case OTHER_UNITS -> new Answer.Json(status, distorted(body, "", 1));
      case OVERLONG -> new Answer.Json(status, beyond(body, OVERLONG, null));
      case TIMELESS -> new Answer.Json(status, beyond(body, "", Instant.MAX));
    };
  }

  private static Answer spoilt(Map<String, String> instead, Answer right) {
    if (!(right instanceof Answer.Json(int status, StatementPage page))) {
      return right;
    }
    String lines =
        page.lines().stream()
            .map(
                line ->
                    instead.getOrDefault(
                        line.transferId().value(), new String(write(line), StandardCharsets.UTF_8)))
            .collect(Collectors.joining(","));
    String next = page.next() == null ? "null" : "\"" + page.next() + "\"";
    String text = "{\"lines\":[" + lines + "],\"next\":" + next + "}";
    return new Answer.Raw(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** With more text, and another time unless it is null. */
  private static Object beyond(Object body, String more, @Nullable Instant time) {
    return switch (body) {
      case TransferAnswer(var id, var state, var kind, long units, var reference, var at) ->
          new TransferAnswer(id, state, kind, units, reference + more, time == null ? at : time);
      case MemberBalance(String uid, long available, var at) ->
          new MemberBalance(uid + more, available, time == null ? at : time);
      case MemberToken(String uid, String token, var expiresAt) ->
          new MemberToken(uid + more, token, time == null ? expiresAt : time);
      default -> body;
    };
  }

  private static Object distorted(Object body, String prefix, long more) {
    return switch (body) {
      case TransferAnswer(var id, var state, var kind, long units, var reference, var at) ->
          new TransferAnswer(new TransferId(prefix + id), state, kind, units + more, reference, at);
      case MemberBalance(String uid, long available, var at) ->
          new MemberBalance(prefix + uid, available + more, at);
      default -> body;
    };
  }

  private static <T> Answer answer(Decision<T> decision) {
    return switch (decision) {
      case Decision.Granted<T>(T answer) -> Answer.ok(answer);
      case Decision.Refused<T>(MerchantProblem code, String detail) -> problem(code, detail);
    };
  }

  private static Answer problem(MerchantProblem code, String detail) {
    return new Answer.Problem(code.status(), code.name(), detail);
  }

  private static TransferRequest transferRequest(byte[] body) {
    TransferRequest request = read(body, TransferRequest.class);
    require(request.kind() != null, "kind is missing");
    require(request.units() > 0, "units must be positive");
    require(request.notAfter() != null, "notAfter is missing");
    require(
        request.orderGroup() != null && !request.orderGroup().isBlank(), "orderGroup is missing");
    boolean named = request.uid() != null && !request.uid().isBlank();
    require(
        request.kind() == TransferKind.FEE ? request.uid() == null : named,
        "uid must be there for all but FEE");
    boolean reversal = request.kind() == TransferKind.RETURN || request.kind() == TransferKind.FEE;
    require(reversal == (request.reverses() != null), "reverses must be there for RETURN and FEE");
    return request;
  }

  private static String phone(byte[] body) {
    String phone = read(body, TokenRequest.class).phone();
    require(phone != null && phone.matches("\\+[1-9][0-9]{6,14}"), "phone must be E.164");
    return phone;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the date must look like 2026-01-31", e);
    }
  }

  private static int limit(Call call) {
    String limit = call.query("limit");
    int value = limit == null ? 100 : Integer.parseInt(limit);
    require(value >= 1 && value <= MAX_PAGE, "limit must be 1 to " + MAX_PAGE);
    return value;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
