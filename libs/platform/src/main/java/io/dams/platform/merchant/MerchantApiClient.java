package io.dams.platform.merchant;

import feign.FeignException;
import feign.Response;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MemberCoupon;
import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import io.dams.contracts.money.AssetCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tells what is definite in a merchant's answers from what is not. */
final class MerchantApiClient implements MerchantApi {

  private static final int MAX_DETAIL = 200;

  /** The contract's bounds; what is beyond them no book of ours could hold. */
  static final int MAX_REFERENCE = 64;

  static final int MAX_UID = 64;
  private static final int MAX_TOKEN = 512;

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final AssetCode exCode;
  private final MerchantFeignClient wire;
  private final JsonMapper json;

  MerchantApiClient(AssetCode exCode, MerchantFeignClient wire, JsonMapper json) {
    this.exCode = exCode;
    this.wire = wire;
    this.json = json;
  }

  @Override
  public MemberToken token(TokenRequest request) {
    return ask(
        () -> wire.token(request),
        new TypeReference<MemberToken>() {},
        token ->
            isText(token.uid(), MAX_UID)
                && isText(token.token(), MAX_TOKEN)
                && isTime(token.expiresAt()));
  }

  @Override
  public MemberBalance balance(String uid, @Nullable String memberToken) {
    return ask(
        () -> wire.balance(uid, memberToken),
        new TypeReference<MemberBalance>() {},
        balance -> uid.equals(balance.uid()) && balance.availableUnits() >= 0);
  }

  @Override
  public List<MemberCoupon> coupons(String uid, @Nullable String memberToken) {
    return ask(
        () -> wire.coupons(uid, memberToken),
        new TypeReference<List<MemberCoupon>>() {},
        coupons -> coupons.stream().allMatch(Objects::nonNull));
  }

  @Override
  public StatementReading statement(LocalDate day, @Nullable String after, int limit) {
    return ask(
            () -> wire.statement(day.toString(), after, limit),
            new TypeReference<StatementLineMapper.Page>() {},
            page -> page.fits(limit))
        .read(json);
  }

  @Override
  public MerchantAnswer transfer(TransferId id, TransferRequest request) {
    return settle(
        () -> wire.transfer(id.value(), request),
        answer ->
            answer.transferId().equals(id)
                && answer.state() == TransferState.DONE
                && answer.kind() == request.kind()
                && answer.units() == request.units(),
        code -> code != MerchantProblem.UNKNOWN_TRANSFER);
  }

  @Override
  public MerchantAnswer query(TransferId id) {
    return settle(
        () -> wire.query(id.value()), answer -> answer.transferId().equals(id), code -> true);
  }

  @Override
  public MerchantAnswer cancel(TransferId id) {
    return settle(
        () -> wire.cancel(id.value()),
        answer -> answer.transferId().equals(id),
        code -> code != MerchantProblem.UNKNOWN_TRANSFER);
  }

  private MerchantAnswer settle(
      Supplier<Response> call,
      Predicate<TransferAnswer> fits,
      Predicate<MerchantProblem> meaningful) {
    return switch (read(call, new TypeReference<TransferAnswer>() {})) {
      case Read.Body<TransferAnswer>(TransferAnswer answer)
          when isWhole(answer) && fits.test(answer) ->
          new MerchantAnswer.Known(answer);
      case Read.Body<TransferAnswer> _ -> new MerchantAnswer.Unknown("answer-does-not-fit");
      case Read.Problem<TransferAnswer>(MerchantProblem code, String detail)
          when meaningful.test(code) && code != MerchantProblem.REPLAYED ->
          new MerchantAnswer.Refused(code, detail);
      // a copy of this very request came before and may have been executed
      case Read.Problem<TransferAnswer>(MerchantProblem code, String _) ->
          new MerchantAnswer.Unknown("refused-" + code);
      case Read.Nothing<TransferAnswer>(String reason) -> new MerchantAnswer.Unknown(reason);
    };
  }

  private <T> T ask(Supplier<Response> call, TypeReference<T> type, Predicate<T> fits) {
    return switch (read(call, type)) {
      case Read.Body<T>(T body) when fits.test(body) -> body;
      case Read.Body<T> _ -> throw new MerchantUnavailableException(exCode, "answer-does-not-fit");
      // the HTTP client repeats a GET whose connection was lost: the first got lost, not refused
      case Read.Problem<T>(MerchantProblem code, String _) when code == MerchantProblem.REPLAYED ->
          throw new MerchantUnavailableException(exCode, "refused-" + code);
      case Read.Problem<T>(MerchantProblem code, String detail) ->
          throw new MerchantRefusedException(exCode, code, detail);
      case Read.Nothing<T>(String reason) -> throw new MerchantUnavailableException(exCode, reason);
    };
  }

  private <T> Read<T> read(Supplier<Response> call, TypeReference<T> type) {
    try (Response response = call.get()) {
      byte[] body = response.body() == null ? new byte[0] : bytes(response);
      if (response.status() == 200) {
        T value = json.readValue(body, type);
        return value == null ? new Read.Nothing<>("unreadable") : new Read.Body<>(value);
      }
      return problem(response.status(), body);
    } catch (JacksonException | IllegalArgumentException e) {
      return new Read.Nothing<>("unreadable");
    } catch (FeignException e) {
      return new Read.Nothing<>(reason(e.getCause()));
    } catch (IOException e) {
      return new Read.Nothing<>(reason(e));
    }
  }

  private <T> Read<T> problem(int status, byte[] body) {
    if (status < 400 || status >= 500) {
      return new Read.Nothing<>("http-" + status);
    }
    try {
      Problem problem = json.readValue(body, Problem.class);
      return Optional.ofNullable(problem)
          .flatMap(Problem::known)
          .filter(code -> code.status() == status)
          .<Read<T>>map(code -> new Read.Problem<>(code, shortened(problem.detail())))
          .orElseGet(() -> new Read.Nothing<>("http-" + status));
    } catch (JacksonException e) {
      return new Read.Nothing<>("http-" + status);
    }
  }

  private static byte[] bytes(Response response) throws IOException {
    return response.body().asInputStream().readAllBytes();
  }

  private static boolean isWhole(TransferAnswer answer) {
    return answer.transferId() != null
        && answer.state() != null
        && isTime(answer.at())
        && (answer.state() == TransferState.CANCELLED
            || (answer.merchantReference() != null
                && answer.merchantReference().length() <= MAX_REFERENCE));
  }

  private static boolean isText(@Nullable String text, int most) {
    return text != null && !text.isBlank() && text.length() <= most;
  }

  static boolean isTime(@Nullable Instant at) {
    return at != null && !at.isBefore(FIRST) && at.isBefore(LAST);
  }

  private static String shortened(@Nullable String detail) {
    String text = detail == null ? "" : detail;
    return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _, SocketTimeoutException _ -> "timeout";
      case ConnectException _ -> "unreachable";
      case null -> "no-answer";
      default -> "no-answer";
    };
  }

  /** What came back from a call, before it is judged. */
  private sealed interface Read<T> {

    record Body<T>(T value) implements Read<T> {}

    record Problem<T>(MerchantProblem code, String detail) implements Read<T> {}

    record Nothing<T>(String reason) implements Read<T> {}
  }

  /** An RFC 9457 answer, as far as it is used. */
  private record Problem(@Nullable String code, @Nullable String detail) {

    Optional<MerchantProblem> known() {
      for (MerchantProblem problem : MerchantProblem.values()) {
        if (problem.name().equals(code)) {
          return Optional.of(problem);
        }
      }
      return Optional.empty();
    }
  }
}
