package io.dams.sandbox.merchant;

import static io.dams.sandbox.merchant.WrongMerchant.isOfKind;
import static io.dams.sandbox.merchant.WrongMerchant.isStatement;
import static io.dams.sandbox.merchant.WrongMerchant.isTransfer;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.sandbox.http.Call;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Merchants that know members, amounts and bounds wrongly, or whose statement is wrong. */
enum WrongBooks implements Flaw {
  TOKEN_HAS_ENDED("member.token") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return merchant
          .pass(call)
          .with(
              body -> {
                if (body.has("expiresAt")) {
                  body.put("expiresAt", "2026-01-01T00:00:00Z");
                }
              });
    }
  },
  ANY_TOKEN_IS_ACCEPTED("member.token-invalid") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.MEMBER_TOKEN_INVALID)
          ? balance(WrongMerchant.MEMBER)
          : right;
    }
  },
  ANY_PHONE_IS_A_PHONE("member.phone") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.INVALID_REQUEST, "phone")
          ? Heard.problem(MerchantProblem.UNKNOWN_MEMBER)
          : right;
    }
  },
  COUPONS_ARE_AN_OBJECT("member.coupons") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return call.path().endsWith("/coupons") && right.status() == 200
          ? Heard.ok(SignedCaller.JSON.createObjectNode())
          : right;
    }
  },
  EVERYBODY_IS_A_MEMBER("unknown.phone") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      if (!call.path().equals("/v1/token") || right.status() != 404) {
        return right;
      }
      ObjectNode body = SignedCaller.JSON.createObjectNode();
      body.put("uid", "new").put("token", "t");
      body.put("expiresAt", merchant.now().plusSeconds(3600).toString());
      return Heard.ok(body);
    }
  },
  NOBODY_HAS_NOTHING("unknown.member") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return call.path().endsWith("/balance") && right.status() == 404
          ? balance(call.path().split("/", -1)[3])
          : right;
    }
  },
  NOBODY_HAS_TOO_LITTLE("unknown.reserve") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return isTransfer(call) && right.isRefused(MerchantProblem.UNKNOWN_MEMBER)
          ? Heard.problem(MerchantProblem.INSUFFICIENT_POINTS)
          : right;
    }
  },
  ZERO_IS_AN_AMOUNT("limit.zero") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return units(call).equals("0") ? withUnits(merchant, call, "1") : merchant.pass(call);
    }
  },
  NEGATIVE_IS_TAKEN_AS_POSITIVE("limit.negative") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return units(call).startsWith("-")
          ? withUnits(merchant, call, units(call).substring(1))
          : merchant.pass(call);
    }
  },
  FRACTIONS_ARE_CUT("limit.fraction") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return units(call).contains(".")
          ? withUnits(merchant, call, new BigDecimal(units(call)).toBigInteger().toString())
          : merchant.pass(call);
    }
  },
  AMOUNTS_ARE_CUT_TO_64_BITS("limit.overflow") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return units(call).length() > 19
          ? withUnits(merchant, call, Long.toString(new BigDecimal(units(call)).longValue()))
          : merchant.pass(call);
    }
  },
  MEMBERS_MAY_OWE("limit.insufficient") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      if (!isOfKind(call, "RESERVE") || !right.isRefused(MerchantProblem.INSUFFICIENT_POINTS)) {
        return right;
      }
      merchant.right().grant(WrongMerchant.MEMBER, 1);
      return merchant.pass(call);
    }
  },
  LIMIT_IS_NOT_KEPT("limit.exceeded"),
  LONG_IDS_ARE_CUT("limit.id", "statement.complete") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return call.path().length() > "/v1/transfers/".length() + 64 && isTransfer(call)
          ? merchant.pass(
              call, call.path().substring(0, "/v1/transfers/".length() + 64), call.body())
          : merchant.pass(call);
    }
  },
  GARBAGE_BREAKS_THE_SERVER("limit.garbage") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return isTransfer(call) && WrongMerchant.transfer(call).isEmpty()
          ? new Heard(500, "text/html", "<h1>oops</h1>".getBytes(StandardCharsets.UTF_8))
          : merchant.pass(call);
    }
  },
  PAGES_OF_ANY_SIZE("limit.page") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.INVALID_REQUEST, "limit")
          ? merchant.pass(call, call.path(), call.body())
          : right;
    }
  },
  STATEMENT_LACKS_RETURNS("statement.complete", "statement.balance") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return lines(
          merchant.pass(call),
          lines -> lines.removeIf(line -> line.path("kind").asString("").equals("RETURN")));
    }
  },
  STATEMENT_SAYS_ANOTHER_GROUP("statement.lines") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return lines(
          merchant.pass(call),
          lines -> lines.forEach(line -> ((ObjectNode) line).put("orderGroup", "?")));
    }
  },
  STATEMENT_HAS_NO_RUNNING_BALANCE("statement.balance") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return lines(
          merchant.pass(call),
          lines -> lines.forEach(line -> ((ObjectNode) line).put("intermediaryUnits", "7")));
    }
  },
  PAGES_REPEAT_A_LINE("statement.pages") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return next(merchant.pass(call), -1);
    }
  },
  PAGES_LEAVE_A_LINE_OUT("statement.pages") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return next(merchant.pass(call), 1);
    }
  },
  EVERY_DAY_IS_TODAY("statement.empty-day") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      String path = call.pathWithQuery();
      return isStatement(call)
          ? merchant.pass(
              call,
              path.replace("2020-01-01", "" + LocalDate.ofInstant(merchant.now(), ZoneOffset.UTC)),
              call.body())
          : merchant.pass(call);
    }
  },
  ANY_TEXT_IS_A_DAY("statement.day") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      Heard right = merchant.pass(call);
      return right.isRefused(MerchantProblem.INVALID_REQUEST, "date")
          ? Heard.ok(SignedCaller.JSON.readTree("{\"lines\":[],\"next\":null}"))
          : right;
    }
  },
  /** What the test's restart does to it. */
  RESTART_FORGETS("durable.restart");

  private final Set<String> fails;

  WrongBooks(String... fails) {
    this.fails = Set.of(fails);
  }

  @Override
  public Set<String> fails() {
    return fails;
  }

  private static Heard balance(String uid) {
    ObjectNode body = SignedCaller.JSON.createObjectNode();
    body.put("uid", uid).put("availableUnits", "0").put("at", "2026-01-31T12:00:00Z");
    return Heard.ok(body);
  }

  private static String units(Call call) {
    return WrongMerchant.transfer(call).path("units").asString("");
  }

  private static Heard withUnits(WrongMerchant merchant, Call call, String units)
      throws IOException, InterruptedException {
    ObjectNode body = WrongMerchant.transfer(call);
    body.put("units", units);
    return merchant.pass(call, call.pathWithQuery(), WrongMerchant.bytes(body));
  }

  private static Heard lines(Heard heard, Consumer<ArrayNode> change) {
    return heard.with(
        body -> {
          if (body.get("lines") instanceof ArrayNode lines) {
            change.accept(lines);
          }
        });
  }

  private static Heard next(Heard heard, int shift) {
    return heard.with(
        body -> {
          if (body.has("lines") && body.path("next").isString()) {
            int next = Integer.parseInt(body.path("next").asString());
            body.put("next", Integer.toString(next + shift));
          }
        });
  }
}
