package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.sandbox.http.Call;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Merchants that do not know who calls, or how often. */
enum WrongSignatures implements Flaw {
  UNSIGNED_IS_ACCEPTED("signature.missing") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      return call.header(RequestSignature.SIGNATURE_HEADER) == null
          ? Optional.empty()
          : merchant.rightRefusal(call);
    }
  },
  ANY_KEY_IS_ACCEPTED("signature.unknown-key") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      String key = call.header(RequestSignature.KEY_HEADER);
      return key != null && !key.equals(MerchantSettings.TEST_KEY)
          ? Optional.empty()
          : merchant.rightRefusal(call);
    }
  },
  SIGNATURE_IS_NOT_COMPARED(
      "signature.wrong-secret",
      "signature.body",
      "signature.body-bytes",
      "signature.path",
      "signature.query",
      "signature.method") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      boolean known = MerchantSettings.TEST_KEY.equals(call.header(RequestSignature.KEY_HEADER));
      boolean near = apart(merchant, call).compareTo(RequestSignature.TOLERANCE) <= 0;
      return merchant
          .rightRefusal(call)
          .filter(code -> code != MerchantProblem.SIGNATURE_INVALID || !known || !near);
    }
  },
  BODY_IS_PARSED_BEFORE_IT_IS_HASHED("signature.body-bytes", "signature.spacing") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      ObjectNode body = WrongMerchant.transfer(call);
      return body.isEmpty() ? merchant.rightRefusal(call) : merchant.rightRefusal(with(call, body));
    }
  },
  ANY_TIME_IS_ACCEPTED("signature.timestamp-old", "signature.timestamp-future") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      return apart(merchant, call).compareTo(RequestSignature.TOLERANCE) > 0 && isSigned(call)
          ? Optional.empty()
          : merchant.rightRefusal(call);
    }
  },
  CLOCKS_HAVE_TO_AGREE("signature.timestamp-near") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      return apart(merchant, call).compareTo(Duration.ofSeconds(60)) > 0
          ? Optional.of(MerchantProblem.SIGNATURE_INVALID)
          : merchant.rightRefusal(call);
    }
  },
  REPLAY_IS_ACCEPTED("replay.same-request", "replay.other-request", "replay.concurrent") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      return merchant.rightRefusal(call).filter(code -> code != MerchantProblem.REPLAYED);
    }
  },
  NONCE_COUNTS_FOR_EACH_PATH("replay.other-request") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      return replayed(
          merchant, call, call.path(), use -> merchant.memory().putIfAbsent(use, "used") == null);
    }
  },
  NONCE_IS_LOOKED_UP_BEFORE_IT_IS_STORED("replay.concurrent") {
    @Override
    public Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
      Predicate<String> isFirst =
          use -> {
            String uses = merchant.memory().merge(use, "I", String::concat);
            if (!merchant.isAsked("replay.concurrent")) {
              return uses.equals("I");
            }
            // two look at the same moment: neither finds the other
            return uses.length() <= 2;
          };
      return replayed(merchant, call, "", isFirst);
    }
  },
  UNITS_ARE_NUMBERS("signature.accepted") {
    @Override
    public Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
      return merchant
          .pass(call)
          .with(
              body -> {
                if (body.has("availableUnits")) {
                  body.put("availableUnits", body.get("availableUnits").asLong());
                }
              });
    }
  };

  private final Set<String> fails;

  WrongSignatures(String... fails) {
    this.fails = Set.of(fails);
  }

  @Override
  public Set<String> fails() {
    return fails;
  }

  private static Duration apart(WrongMerchant merchant, Call call) {
    String seconds = call.header(RequestSignature.TIMESTAMP_HEADER);
    return seconds == null
        ? Duration.ZERO
        : Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), merchant.now()).abs();
  }

  private static Call with(Call call, ObjectNode body) {
    return new Call(call.method(), call.uri(), call.headers(), WrongMerchant.bytes(body));
  }

  private static boolean isSigned(Call call) {
    return RequestSignature.verify(
        MerchantSettings.testSecret(),
        call.method(),
        call.pathWithQuery(),
        Long.parseLong(header(call, RequestSignature.TIMESTAMP_HEADER)),
        header(call, RequestSignature.NONCE_HEADER),
        call.body(),
        header(call, RequestSignature.SIGNATURE_HEADER));
  }

  /** Looks nonces up in a memory of the flaw's own. */
  private static Optional<MerchantProblem> replayed(
      WrongMerchant merchant, Call call, String scope, Predicate<String> isFirst) {
    Optional<MerchantProblem> refusal =
        merchant.rightRefusal(call).filter(code -> code != MerchantProblem.REPLAYED);
    return refusal.isPresent() || isFirst.test(header(call, RequestSignature.NONCE_HEADER) + scope)
        ? refusal
        : Optional.of(MerchantProblem.REPLAYED);
  }

  private static String header(Call call, String name) {
    String value = call.header(name);
    return value == null ? "" : value;
  }
}
