package io.dams.contracts.conformance;

import io.dams.contracts.conformance.ConformanceReport.Step;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One check at work: sends requests, holds each answer against what the contract wants, and writes
 * both down. Its transfers are an order group of their own; {@link #giveBack} returns what they
 * still hold.
 */
final class Trial {

  private static final Duration TRANSFER_LIFE = Duration.ofMinutes(10);

  private final MerchantClient client;
  private final ConformanceSettings settings;
  private final Clock clock;
  private final Movements movements;
  private final Ids ids;
  private final String orderGroup;
  private final List<Step> steps = new ArrayList<>();

  Trial(
      MerchantClient client,
      ConformanceSettings settings,
      Clock clock,
      Movements movements,
      Ids ids,
      String orderGroup) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.movements = movements;
    this.ids = ids;
    this.orderGroup = orderGroup;
  }

  /** The ids of a run. */
  interface Ids {

    /** One that was not used before. */
    TransferId next();

    /** Whether it is of this run. */
    boolean isOurs(TransferId id);
  }

  /** The merchant does not keep the rule; the last step says how. */
  static final class NonconformityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NonconformityException(String message) {
      super(message, null, false, false);
    }
  }

  /** The check cannot be made with these settings, or here. */
  static final class SkippedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SkippedException(String message) {
      super(message, null, false, false);
    }
  }

  ConformanceSettings settings() {
    return settings;
  }

  Movements movements() {
    return movements;
  }

  String uid() {
    return settings.uid();
  }

  String nonce() {
    return client.nonce();
  }

  Instant now() {
    return clock.instant();
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  TransferId newId() {
    return ids.next();
  }

  /** Whether the transfer is one of this run. */
  boolean isOurs(TransferId id) {
    return ids.isOurs(id);
  }

  /** So many times the smallest amount. */
  long units(int count) {
    return count * settings.stepUnits();
  }

  TransferRequest reserve(int count) {
    return request(TransferKind.RESERVE, uid(), units(count), null);
  }

  TransferRequest settle(int count) {
    return request(TransferKind.SETTLE, uid(), units(count), null);
  }

  TransferRequest giveBack(TransferId reserve, int count) {
    return request(TransferKind.RETURN, uid(), units(count), reserve);
  }

  TransferRequest fee(TransferId reserve, int count) {
    return request(TransferKind.FEE, null, units(count), reserve);
  }

  TransferRequest request(
      TransferKind kind, @Nullable String uid, long units, @Nullable TransferId reverses) {
    return new TransferRequest(
        kind, uid, units, reverses, clock.instant().plus(TRANSFER_LIFE), orderGroup);
  }

  static Request put(TransferId id, TransferRequest transfer) {
    return Request.put("/v1/transfers/" + id, AnswerMapper.bytes(transfer));
  }

  static Request query(TransferId id) {
    return Request.get("/v1/transfers/" + id);
  }

  static Request cancel(TransferId id) {
    return Request.post("/v1/transfers/" + id + "/cancel");
  }

  Request balanceOf(String uid) {
    return Request.get("/v1/members/" + uid + "/balance");
  }

  /** Sends, and fails the check when the answer is not the expected one. */
  Answer.Arrived expect(Request request, Expected expected) {
    return judge(request, client.send(request), expected);
  }

  /** The same for a transfer: what it moves goes back at the end of the check. */
  Answer.Arrived expect(TransferId id, TransferRequest transfer, Expected expected) {
    return expect(id, transfer, put -> put, expected);
  }

  /** The same, with the request changed before it is sent. */
  Answer.Arrived expect(
      TransferId id, TransferRequest transfer, UnaryOperator<Request> change, Expected expected) {
    Request request = change.apply(put(id, transfer));
    return judge(request, send(id, transfer, request), expected);
  }

  /** Sends a transfer; whatever comes back is not judged. */
  Answer send(TransferId id, TransferRequest transfer) {
    return send(id, transfer, put(id, transfer));
  }

  private Answer send(TransferId id, TransferRequest transfer, Request request) {
    Answer answer = client.send(request);
    movements.learn(id, transfer, answer);
    return answer;
  }

  /** Sends a request of which nothing is expected. */
  Answer send(Request request) {
    return client.send(request);
  }

  /** Does a transfer, and fails the check when it is not done. */
  TransferAnswer done(TransferId id, TransferRequest transfer) {
    return AnswerMapper.transfer(expect(id, transfer, Expected.done(id, transfer)).body());
  }

  /** Reserves, and fails the check when that is refused. */
  TransferId reserved(int count) {
    TransferId id = newId();
    done(id, reserve(count));
    return id;
  }

  /** Fails the check unless the transfer is refused so. */
  void refused(TransferId id, TransferRequest transfer, MerchantProblem... codes) {
    expect(id, transfer, Expected.refused(codes));
  }

  long balance() {
    return AnswerMapper.balance(expect(balanceOf(uid()), Expected.balance(uid())).body())
        .availableUnits();
  }

  /** Fails the check unless the member has so many units now. */
  void expectBalance(long units) {
    expect(balanceOf(uid()), Expected.balance(uid(), units));
  }

  /** Fails the check unless it holds. */
  void expect(String sent, String expected, String seen, boolean holds) {
    steps.add(new Step(sent, expected, seen, holds));
    if (!holds) {
      throw new NonconformityException(seen);
    }
  }

  /** Does all at the same time; the answers are in the order of their numbers. */
  List<Answer> together(int count, IntFunction<Answer> each) {
    CountDownLatch start = new CountDownLatch(count);
    List<Future<Answer>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        futures.add(
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return each.apply(number);
                }));
      }
    }
    return futures.stream().map(Trial::ended).toList();
  }

  /** Returns what the transfers of this check still hold; says what could not be returned. */
  List<String> giveBack() {
    List<String> leftBehind = new ArrayList<>();
    for (Movements.Movement movement : movements.ofGroup(orderGroup)) {
      if (movement.unsure() && !isResolved(movement)) {
        leftBehind.add("perhaps the transfer " + movement.id() + ", which nobody answered for");
      }
    }
    for (Movements.Left left : movements.left(orderGroup)) {
      TransferId id = newId();
      TransferRequest transfer =
          request(TransferKind.RETURN, left.uid(), left.units(), left.reserve());
      Answer answer = send(id, transfer);
      String complaint = Expected.done(id, transfer).complaint(answer);
      if (complaint != null) {
        leftBehind.add(
            "%d units of %s at %s, for their return was answered by: %s"
                .formatted(left.units(), left.uid(), left.reserve(), answer.text()));
      }
    }
    return leftBehind;
  }

  /** By cancel: what may have been done either was, or never will be. */
  private boolean isResolved(Movements.Movement movement) {
    Answer answer = client.send(cancel(movement.id()));
    movements.learn(movement.id(), movement.request(), answer);
    return Expected.cancelled(movement.id()).complaint(answer) == null
        || Expected.done(movement.id(), movement.request()).complaint(answer) == null;
  }

  private Answer.Arrived judge(Request request, Answer answer, Expected expected) {
    String complaint = expected.complaint(answer);
    steps.add(new Step(request.text(), expected.text(), answer.text(), complaint == null));
    if (complaint == null && answer instanceof Answer.Arrived arrived) {
      return arrived;
    }
    throw new NonconformityException(complaint == null ? "no answer" : complaint);
  }

  /** Whether a transfer's answer says that it is done. */
  static boolean isDone(Answer answer) {
    return answer instanceof Answer.Arrived arrived
        && arrived.status() == 200
        && AnswerMapper.transfer(arrived.body()).state() == TransferState.DONE;
  }

  /** Whether an answer is a refusal with this code. */
  static boolean isRefused(Answer answer, MerchantProblem code) {
    return answer instanceof Answer.Arrived arrived
        && AnswerMapper.problem(arrived).filter(code::equals).isPresent();
  }

  /** Whether an answer says nothing: lost, or a status of 500 or more. */
  static boolean isUnknown(Answer answer) {
    return !(answer instanceof Answer.Arrived arrived) || arrived.status() >= 500;
  }

  private static Answer ended(Future<Answer> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Lost("the check was interrupted");
    }
  }
}
