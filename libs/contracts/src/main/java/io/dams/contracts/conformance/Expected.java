package io.dams.contracts.conformance;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MemberBalance;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.merchant.TransferState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the contract wants it.
 *
 * @param text for the report
 */
record Expected(String text, Judge judge) {

  /** What is wrong with an answer; null when nothing is. */
  @FunctionalInterface
  interface Judge {

    @Nullable String complaint(Answer.Arrived answer);
  }

  /** What is wrong with an answer; null when nothing is. */
  @Nullable String complaint(Answer answer) {
    return switch (answer) {
      case Answer.Lost(String reason) -> reason;
      case Answer.Arrived arrived -> {
        try {
          yield judge.complaint(arrived);
        } catch (IllegalArgumentException e) {
          yield e.getMessage();
        }
      }
    };
  }

  /** Refused with one of these codes and its status. */
  static Expected refused(MerchantProblem... codes) {
    List<MerchantProblem> right = List.of(codes);
    String text =
        Arrays.stream(codes)
            .map(code -> code.status() + " " + code)
            .collect(Collectors.joining(" or "));
    return new Expected(
        text,
        answer ->
            AnswerMapper.problem(answer).filter(right::contains).isPresent()
                ? null
                : "it is not refused with " + text);
  }

  /** 200, the transfer is done. */
  static Expected done(TransferId id, TransferRequest request) {
    return new Expected(
        "200, DONE, " + request.kind() + " of " + request.units(),
        answer -> {
          if (answer.status() != 200) {
            return "the status is not 200";
          }
          TransferAnswer read = AnswerMapper.transfer(answer.body());
          boolean fits =
              read.transferId().equals(id)
                  && read.state() == TransferState.DONE
                  && read.kind() == request.kind()
                  && read.units() == request.units();
          return fits ? null : "it does not say that this transfer is done";
        });
  }

  /** 200, the id is given up. */
  static Expected cancelled(TransferId id) {
    return new Expected(
        "200, CANCELLED",
        answer -> {
          if (answer.status() != 200) {
            return "the status is not 200";
          }
          TransferAnswer read = AnswerMapper.transfer(answer.body());
          return read.transferId().equals(id) && read.state() == TransferState.CANCELLED
              ? null
              : "it does not say that this transfer is cancelled";
        });
  }

  /** 200 and the very answer that was given before. */
  static Expected again(TransferAnswer first) {
    return new Expected(
        "200 and the first answer again: %s %s of %d, reference %s, at %s"
            .formatted(
                first.state(), first.kind(), first.units(), first.merchantReference(), first.at()),
        answer ->
            answer.status() == 200 && AnswerMapper.transfer(answer.body()).equals(first)
                ? null
                : "it is another answer");
  }

  /** 200 and a balance of the member. */
  static Expected balance(String uid) {
    return new Expected(
        "200, the balance of " + uid,
        answer ->
            answer.status() == 200 && AnswerMapper.balance(answer.body()).uid().equals(uid)
                ? null
                : "it is not this member's balance");
  }

  /** 200 and a balance of so many units. */
  static Expected balance(String uid, long units) {
    return new Expected(
        "200, " + uid + " has " + units,
        answer -> {
          if (answer.status() != 200) {
            return "the status is not 200";
          }
          MemberBalance read = AnswerMapper.balance(answer.body());
          return read.availableUnits() == units
              ? null
              : "it is off by " + (read.availableUnits() - units);
        });
  }

  /** 200 and a page of a statement with no more lines than asked for. */
  static Expected page(int limit) {
    return new Expected(
        "200, at most " + limit + " lines",
        answer -> {
          if (answer.status() != 200) {
            return "the status is not 200";
          }
          StatementPage read = AnswerMapper.statement(answer.body());
          return read.lines().size() <= limit ? null : "it has " + read.lines().size() + " lines";
        });
  }
}
