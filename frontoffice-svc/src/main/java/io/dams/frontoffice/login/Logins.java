package io.dams.frontoffice.login;

import io.dams.contracts.id.UserId;
import io.dams.contracts.topic.LoggedIn;
import io.dams.contracts.topic.Topics;
import io.dams.frontoffice.account.Account;
import io.dams.frontoffice.account.Accounts;
import io.dams.frontoffice.account.Accounts.EntryAnswer;
import io.dams.frontoffice.login.LoginCodes.CodeAnswer;
import io.dams.frontoffice.privacy.Phone;
import io.dams.frontoffice.privacy.PrivateData;
import io.dams.frontoffice.session.SessionTokens;
import io.dams.frontoffice.session.Sessions;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import io.dams.platform.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The use cases of logging in: send a code, and take it for a session. */
@Component
class Logins {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final LoginLimits limits;
  private final LoginCodes codes;
  private final SmsClient sms;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Outbox outbox;
  private final PrivateData privateData;
  private final LoginProperties properties;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Logins(
      LoginLimits limits,
      LoginCodes codes,
      SmsClient sms,
      Accounts accounts,
      Sessions sessions,
      Outbox outbox,
      PrivateData privateData,
      LoginProperties properties,
      TransactionTemplate transactions,
      Clock clock) {
    this.limits = limits;
    this.codes = codes;
    this.sms = sms;
    this.accounts = accounts;
    this.sessions = sessions;
    this.outbox = outbox;
    this.privateData = privateData;
    this.properties = properties;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Sends a new code within the limits; whether the phone has an account cannot be told by it. */
  SendAnswer sendCode(Phone phone, @Nullable String device, String address) {
    Duration wait = limits.take("code.address", address, properties.codesPerAddress(), WINDOW);
    if (wait.isZero() && device != null) {
      wait = limits.take("code.device", device, properties.codesPerDevice(), WINDOW);
    }
    if (wait.isZero()) {
      wait = limits.take("code.pause", phone.e164(), 1, properties.codePause());
    }
    if (wait.isZero()) {
      wait = limits.take("code.phone", phone.e164(), properties.codesPerPhone(), WINDOW);
    }
    if (!wait.isZero()) {
      return new SendAnswer.TooMany(wait);
    }
    return sms.send(phone, codes.issue(phone)) ? new SendAnswer.Sent() : new SendAnswer.NotSent();
  }

  /**
   * Takes a code for a session. A new phone is registered. Event: {@link LoggedIn}, by the outbox,
   * in the transaction that takes the code.
   */
  LoginAnswer login(Phone phone, String code, @Nullable String device, String address) {
    Duration wait = limits.take("login.address", address, properties.loginsPerAddress(), WINDOW);
    if (!wait.isZero()) {
      return new LoginAnswer.TooMany(wait);
    }
    return switch (codes.check(phone, code)) {
      case CodeAnswer.WRONG -> new LoginAnswer.Refused(LoginProblem.CODE_WRONG);
      case CodeAnswer.EXPIRED -> new LoginAnswer.Refused(LoginProblem.CODE_EXPIRED);
      case CodeAnswer.TOO_MANY_ATTEMPTS -> new LoginAnswer.TooMany(properties.codePause());
      case CodeAnswer.RIGHT -> transactions.execute(status -> enter(phone, code, device));
    };
  }

  private LoginAnswer enter(Phone phone, String code, @Nullable String device) {
    if (!codes.take(phone, code)) {
      return new LoginAnswer.Refused(LoginProblem.CODE_EXPIRED);
    }
    return switch (accounts.enter(phone)) {
      case EntryAnswer.Blocked ignored -> new LoginAnswer.Refused(LoginProblem.ACCOUNT_BLOCKED);
      case EntryAnswer.MappedElsewhere ignored ->
          new LoginAnswer.Refused(LoginProblem.ACCOUNT_MISMATCH);
      case EntryAnswer.Entered entered -> open(entered.account(), entered.registered(), device);
    };
  }

  private LoginAnswer open(Account account, boolean registered, @Nullable String device) {
    UserId user = account.id();
    String deviceHash =
        device == null
            ? ""
            : HexFormat.of().formatHex(privateData.fingerprint("login.device", device));
    SessionTokens tokens = sessions.open(user, deviceHash);
    outbox.send(
        new OutboxMessage(
            Topics.LOGIN,
            null,
            user.toString(),
            new LoggedIn(user, registered, deviceHash, clock.instant())));
    return new LoginAnswer.In(user, registered, tokens);
  }

  /** What became of a request for a code. */
  sealed interface SendAnswer {

    /** On its way. */
    record Sent() implements SendAnswer {}

    /** Over a limit; wait so long. */
    record TooMany(Duration retryAfter) implements SendAnswer {}

    /** The provider did not take it. */
    record NotSent() implements SendAnswer {}
  }

  /** What became of a login. */
  sealed interface LoginAnswer {

    /** In, with a session. */
    record In(UserId user, boolean registered, SessionTokens tokens) implements LoginAnswer {}

    /** Refused. */
    record Refused(ProblemType problem) implements LoginAnswer {}

    /** Too often; a new code, or another try, is possible after that time. */
    record TooMany(Duration retryAfter) implements LoginAnswer {}
  }
}
