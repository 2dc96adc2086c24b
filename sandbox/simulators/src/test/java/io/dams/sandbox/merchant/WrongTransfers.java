package io.dams.sandbox.merchant;

import static io.dams.sandbox.merchant.WrongMerchant.isCancel;
import static io.dams.sandbox.merchant.WrongMerchant.isOfKind;
import static io.dams.sandbox.merchant.WrongMerchant.isQuery;
import static io.dams.sandbox.merchant.WrongMerchant.isTransfer;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.sandbox.http.Call;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Merchants that move points wrongly, twice, too late or not at all. */
enum WrongTransfers implements Flaw {
  RESERVE_MOVES_NOTHING("transfer.reserve-return") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return isOfKind(call, "RESERVE") ? done(call) : merchant.pass(call);
    }
  },
  SETTLEMENT_MOVES_NOTHING("transfer.settle", "statement.complete") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return isOfKind(call, "SETTLE") ? done(call) : merchant.pass(call);
    }
  },
  FEES_ARE_REFUSED("transfer.fee") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return isOfKind(call, "FEE") && WrongMerchant.transfer(call).path("uid").isNull()
          ? Heard.problem(MerchantProblem.REVERSES_INVALID)
          : merchant.pass(call);
    }
  },
  QUERY_GIVES_ANOTHER_REFERENCE("transfer.query", "durable.restart") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return isQuery(call) ? right.with(body -> body.put("merchantReference", "Q")) : right;
    }
  },
  REPETITION_IS_A_CONFLICT("once.repeat", "once.concurrent", "not-after.done", "durable.restart") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return isTransfer(call) && merchant.query(WrongMerchant.id(call)).state().equals("DONE")
          ? Heard.problem(MerchantProblem.TRANSFER_CONFLICT)
          : merchant.pass(call);
    }
  },
  ID_IS_LOOKED_UP_BEFORE_IT_IS_STORED("once.concurrent", "statement.complete") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      if (!merchant.isAsked("once.concurrent") || !isOfKind(call, "RESERVE")) {
        return merchant.pass(call);
      }
      // two look at the same moment: neither finds the other
      String looks = merchant.memory().merge(WrongMerchant.id(call), "I", String::concat);
      return looks.equals("II")
          ? merchant.instead(call, WrongMerchant.transfer(call))
          : merchant.pass(call);
    }
  },
  OTHER_CONTENT_IS_EXECUTED("once.other-body", "statement.complete") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.TRANSFER_CONFLICT)
          ? merchant.instead(call, WrongMerchant.transfer(call))
          : right;
    }
  },
  OTHER_CONTENT_GETS_THE_FIRST_ANSWER("once.other-body") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.TRANSFER_CONFLICT)
          ? merchant.query(WrongMerchant.id(call))
          : right;
    }
  },
  REFUSAL_IS_REMEMBERED("once.refusal") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      if (!isTransfer(call)) {
        return merchant.pass(call);
      }
      if (merchant.memory().containsKey(WrongMerchant.id(call))) {
        return Heard.problem(MerchantProblem.TOO_LATE);
      }
      Heard right = merchant.pass(call);
      if (right.isRefused(MerchantProblem.TOO_LATE)) {
        merchant.memory().put(WrongMerchant.id(call), "refused");
      }
      return right;
    }
  },
  NOT_AFTER_IS_IGNORED("not-after.past", "once.refusal") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      ObjectNode body = WrongMerchant.transfer(call);
      if (body.isEmpty() || !isTransfer(call)) {
        return merchant.pass(call);
      }
      body.put("notAfter", merchant.now().plusSeconds(3600).toString());
      return merchant.pass(call, call.pathWithQuery(), WrongMerchant.bytes(body));
    }
  },
  NOT_AFTER_IS_LOOKED_AT_FIRST("not-after.done") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      String notAfter = WrongMerchant.transfer(call).path("notAfter").asString("");
      return !notAfter.isEmpty() && Instant.parse(notAfter).isBefore(merchant.now())
          ? Heard.problem(MerchantProblem.TOO_LATE)
          : merchant.pass(call);
    }
  },
  CANCEL_LEAVES_NO_TOMBSTONE("cancel.tombstone", "cancel.query", "cancel.race", "durable.restart") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      boolean races = merchant.isAsked("cancel.race");
      if (races && isOfKind(call, "RESERVE")) {
        // of the two that come at the same moment the cancel looks first
        merchant.awaitThat(WrongMerchant.id(call));
      }
      boolean invented = isCancel(call) && merchant.query(WrongMerchant.id(call)).status() == 404;
      Heard heard = invented ? cancelled(call) : merchant.pass(call);
      if (races && isCancel(call)) {
        merchant.happened(WrongMerchant.id(call));
      }
      return heard;
    }
  },
  TOMBSTONE_IS_NOT_FOUND("cancel.query") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return isQuery(call) && right.state().equals("CANCELLED")
          ? Heard.problem(MerchantProblem.UNKNOWN_TRANSFER)
          : right;
    }
  },
  CANCEL_IS_ANSWERED_ANEW("cancel.repeat") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      boolean again = merchant.memory().put(call.method() + call.path(), "seen") != null;
      return isCancel(call) && again
          ? right.with(body -> body.put("at", merchant.now().plusSeconds(1).toString()))
          : right;
    }
  },
  CANCEL_OF_WHAT_IS_DONE_SAYS_CANCELLED("cancel.done", "cancel.race") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      boolean races = merchant.isAsked("cancel.race");
      if (races && isCancel(call)) {
        // of the two that come at the same moment the transfer is done first
        merchant.awaitThat(WrongMerchant.id(call));
      }
      Heard right = merchant.pass(call);
      if (races && isOfKind(call, "RESERVE")) {
        merchant.happened(WrongMerchant.id(call));
      }
      return isCancel(call) ? right.with(body -> body.put("state", "CANCELLED")) : right;
    }
  },
  MORE_IS_RETURNED_THAN_WAS_RESERVED("return.too-much", "return.concurrent") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.REVERSES_INVALID, "are left")
              && isOfKind(call, "RETURN")
          ? merchant.paysInstead(call, WrongMerchant.MEMBER)
          : right;
    }
  },
  MORE_IS_CHARGED_THAN_IS_LEFT("fee.too-much") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.REVERSES_INVALID, "are left") && isOfKind(call, "FEE")
          ? merchant.paysInstead(call, WrongMerchant.OTHER_MEMBER)
          : right;
    }
  },
  ANYTHING_IS_RETURNED("return.unknown-reserve", "return.cancelled-reserve", "return.no-reserve") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.REVERSES_INVALID, "not a reserve")
              && isOfKind(call, "RETURN")
          ? merchant.paysInstead(call, WrongMerchant.MEMBER)
          : right;
    }
  },
  ANYTHING_IS_CHARGED("fee.unknown-reserve") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.REVERSES_INVALID, "not a reserve")
              && isOfKind(call, "FEE")
          ? merchant.paysInstead(call, WrongMerchant.OTHER_MEMBER)
          : right;
    }
  },
  ORDER_GROUP_IS_NOT_COMPARED("return.other-group") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.REVERSES_INVALID, "order group")
          ? merchant.paysInstead(call, WrongMerchant.MEMBER)
          : right;
    }
  },
  MEMBER_IS_NOT_COMPARED("return.other-member") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.REVERSES_INVALID, "another member")
          ? merchant.paysInstead(call, WrongMerchant.OTHER_MEMBER)
          : right;
    }
  },
  REVERSES_IS_NOT_LOOKED_AT("form.reverses") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.INVALID_REQUEST, "reverses")
          ? merchant.paysInstead(call, WrongMerchant.MEMBER)
          : right;
    }
  },
  UID_IS_NOT_LOOKED_AT("form.uid") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      ObjectNode body = WrongMerchant.transfer(call);
      body.putNull("uid");
      return right.isRefused(MerchantProblem.INVALID_REQUEST, "uid") && isOfKind(call, "FEE")
          ? merchant.instead(call, body)
          : right;
    }
  },
  UNKNOWN_TRANSFERS_ARE_CANCELLED("unknown.transfer", "not-after.past") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return isQuery(call) && right.status() == 404 ? cancelled(call) : right;
    }
  };

  private final Set<String> fails;

  WrongTransfers(String... fails) {
    this.fails = Set.of(fails);
  }

  @Override
  public Set<String> fails() {
    return fails;
  }

  private static Heard done(Call call) {
    ObjectNode asked = WrongMerchant.transfer(call);
    ObjectNode body = cancelledBody(call);
    body.put("state", "DONE");
    body.set("kind", asked.get("kind"));
    body.set("units", asked.get("units"));
    return Heard.ok(body);
  }

  private static Heard cancelled(Call call) {
    return Heard.ok(cancelledBody(call));
  }

  /** The same for an id each time, as a merchant might make it up. */
  private static ObjectNode cancelledBody(Call call) {
    ObjectNode body = SignedCaller.JSON.createObjectNode();
    body.put("transferId", WrongMerchant.id(call));
    body.put("state", "CANCELLED");
    body.putNull("kind");
    body.put("units", "0");
    body.put("merchantReference", "none");
    body.put("at", "2026-01-31T12:00:00Z");
    return body;
  }
}
