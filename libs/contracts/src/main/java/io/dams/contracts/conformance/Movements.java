package io.dams.contracts.conformance;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every transfer that a run has sent, and what is known of it. */
final class Movements {

  private final Map<TransferId, Movement> movements = new LinkedHashMap<>();

  /**
   * A transfer.
   *
   * @param answer the answer that it is done; null when there was none
   * @param unsure whether it may have been done without our knowing
   */
  record Movement(
      TransferId id, TransferRequest request, @Nullable TransferAnswer answer, boolean unsure) {

    boolean isDone() {
      return answer != null;
    }
  }

  /** Learns from the answer to a transfer. A refusal takes nothing back that is known as done. */
  synchronized void learn(TransferId id, TransferRequest request, Answer answer) {
    Movement known = movements.get(id);
    if (known != null && known.isDone()) {
      return;
    }
    TransferAnswer done = done(answer);
    boolean refused =
        answer instanceof Answer.Arrived arrived && AnswerMapper.problem(arrived).isPresent();
    boolean unsure = done == null && (!refused || (known != null && known.unsure()));
    TransferRequest first = known == null || done != null ? request : known.request();
    movements.put(id, new Movement(id, first, done, unsure));
  }

  /** Those of an order group, in the order in which they were first sent. */
  synchronized List<Movement> ofGroup(String orderGroup) {
    return movements.values().stream()
        .filter(movement -> movement.request().orderGroup().equals(orderGroup))
        .toList();
  }

  /** Those that are known as done. */
  synchronized List<Movement> done() {
    return movements.values().stream().filter(Movement::isDone).toList();
  }

  /** What is left of each done reserve of a group, without those of which nothing is left. */
  List<Left> left(String orderGroup) {
    List<Movement> done = done();
    List<Movement> ofGroup =
        done.stream().filter(one -> one.request().orderGroup().equals(orderGroup)).toList();
    long settled =
        ofGroup.stream()
            .filter(movement -> movement.request().kind() == TransferKind.SETTLE)
            .mapToLong(Movements::units)
            .sum();
    List<Left> left = new ArrayList<>();
    for (Movement reserve : ofGroup) {
      if (reserve.request().kind() != TransferKind.RESERVE) {
        continue;
      }
      long units = units(reserve);
      for (Movement other : done) {
        if (reserve.id().equals(other.request().reverses())) {
          units -= units(other);
        }
      }
      long paid = Math.max(0, Math.min(units, settled));
      settled -= paid;
      if (units - paid > 0) {
        left.add(new Left(reserve.id(), String.valueOf(reserve.request().uid()), units - paid));
      }
    }
    return left;
  }

  /** What a reserve still holds. */
  record Left(TransferId reserve, String uid, long units) {}

  private static long units(Movement movement) {
    TransferAnswer answer = movement.answer();
    return answer == null ? 0 : answer.units();
  }

  private static @Nullable TransferAnswer done(Answer answer) {
    if (!(answer instanceof Answer.Arrived arrived) || arrived.status() != 200) {
      return null;
    }
    try {
      TransferAnswer read = AnswerMapper.transfer(arrived.body());
      return read.state() == TransferState.DONE ? read : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
