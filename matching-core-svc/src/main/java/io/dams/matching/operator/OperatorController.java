package io.dams.matching.operator;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.engine.Engine;
import io.dams.matching.shard.Shards;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What operators tell a shard. Contracts are halted and resumed at the frontoffice, which owns
 * them.
 */
@RestController
@RequestMapping("/ops/shards/{shard}")
class OperatorController {

  private final Shards shards;
  private final CommandAppendClient log;

  OperatorController(Shards shards, CommandAppendClient log) {
    this.shards = shards;
    this.log = log;
  }

  /**
   * Where in its log the shard was told.
   *
   * @param offset of the command
   */
  record AppendedView(String offset) {}

  /**
   * Whose live orders are to end.
   *
   * @param user null for everybody's
   * @param contract null for all
   */
  record CancelRequest(@Nullable UserId user, @Nullable ContractId contract) {}

  /**
   * A command to pass over.
   *
   * @param offset at which the shard stopped
   * @param reason kept in the log
   */
  record SkipRequest(@Min(0) long offset, @NotBlank @Size(max = 200) String reason) {}

  /** A version of the engine's rules. */
  record BehaviourRequest(@Min(1) int behaviour) {}

  @PostMapping("/cancellations")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Cancel all live orders of a user, on a contract, or of a user on a contract")
  AppendedView cancel(@PathVariable int shard, @RequestBody CancelRequest request) {
    mustHave(shard);
    if (request.user() == null && request.contract() == null) {
      throw new ProblemException(OperatorProblem.TOO_WIDE, "this would cancel everything");
    }
    return append(shard, new CoreOrder.CancelOrders(request.user(), request.contract()));
  }

  @PostMapping("/skips")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Pass over the command that the shard stopped at")
  void skip(@PathVariable int shard, @Valid @RequestBody SkipRequest request) {
    mustHave(shard);
    if (!shards.skip(shard, new CoreOrder.SkipCommand(request.offset(), request.reason()))) {
      throw new ProblemException(
          OperatorProblem.NOT_STOPPED_THERE, "not at offset " + request.offset());
    }
  }

  @PostMapping("/behaviour")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(summary = "Switch to a newer version of the engine's rules, from here on in the log")
  AppendedView switchBehaviour(
      @PathVariable int shard, @Valid @RequestBody BehaviourRequest request) {
    mustHave(shard);
    if (request.behaviour() > Engine.NEWEST_BEHAVIOUR) {
      throw new ProblemException(
          OperatorProblem.UNKNOWN_BEHAVIOUR,
          "the newest is " + Engine.NEWEST_BEHAVIOUR,
          Map.of("field", "behaviour"));
    }
    return append(shard, new CoreOrder.SwitchBehaviour(request.behaviour()));
  }

  private AppendedView append(int shard, CoreOrder command) {
    return new AppendedView(Long.toString(log.append(shard, command)));
  }

  private void mustHave(int shard) {
    if (!shards.has(shard)) {
      throw new ProblemException(OperatorProblem.SHARD_NOT_FOUND, "no shard " + shard);
    }
  }
}
