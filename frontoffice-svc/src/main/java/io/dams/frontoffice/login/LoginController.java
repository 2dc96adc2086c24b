package io.dams.frontoffice.login;

import io.dams.contracts.id.UserId;
import io.dams.frontoffice.login.Logins.LoginAnswer;
import io.dams.frontoffice.login.Logins.SendAnswer;
import io.dams.frontoffice.privacy.Phone;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Log in or register by phone and one-time code. */
@RestController
@RequestMapping("/v1/auth")
@SecurityRequirements
class LoginController {

  private final Logins logins;

  LoginController(Logins logins) {
    this.logins = logins;
  }

  /** Sends a one-time code to a phone. */
  @PostMapping("/codes")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void sendCode(@Valid @RequestBody CodeRequest request, HttpServletRequest http) {
    switch (logins.sendCode(new Phone(request.phone()), request.device(), http.getRemoteAddr())) {
      case SendAnswer.Sent ignored -> {}
      case SendAnswer.TooMany tooMany ->
          throw tooMany(
              LoginProblem.TOO_MANY_CODES,
              "a further code can be asked for later",
              tooMany.retryAfter());
      case SendAnswer.NotSent ignored ->
          throw new ProblemException(
              LoginProblem.SMS_UNAVAILABLE, "the SMS provider did not take the message");
    }
  }

  /** Takes a code for a session; a new phone is registered. */
  @PostMapping("/login")
  LoginView login(@Valid @RequestBody LoginRequest request, HttpServletRequest http) {
    return switch (logins.login(
        new Phone(request.phone()), request.code(), request.device(), http.getRemoteAddr())) {
      case LoginAnswer.In in ->
          new LoginView(
              in.user(),
              in.registered(),
              in.tokens().accessToken(),
              in.tokens().refreshToken(),
              in.tokens().expiresInSeconds());
      case LoginAnswer.TooMany tooMany ->
          throw tooMany(
              LoginProblem.TOO_MANY_ATTEMPTS,
              LoginProblem.TOO_MANY_ATTEMPTS.title(),
              tooMany.retryAfter());
      case LoginAnswer.Refused refused ->
          throw new ProblemException(refused.problem(), refused.problem().title());
    };
  }

  private static ProblemException tooMany(ProblemType type, String detail, Duration retryAfter) {
    return new ProblemException(
        type, detail, Map.of("retryAfterSeconds", retryAfter.toSeconds() + 1));
  }

  /**
   * A request for a code.
   *
   * @param phone E.164
   * @param device any stable name of the device
   */
  record CodeRequest(
      @NotNull @Pattern(regexp = Phone.FORM) String phone,
      @Nullable @Size(min = 1, max = 200) String device) {

    @Override
    public String toString() {
      return "CodeRequest[]";
    }
  }

  /**
   * A login.
   *
   * @param phone E.164
   * @param code six digits
   * @param device any stable name of the device
   */
  record LoginRequest(
      @NotNull @Pattern(regexp = Phone.FORM) String phone,
      @NotNull @Pattern(regexp = "[0-9]{6}") String code,
      @Nullable @Size(min = 1, max = 200) String device) {

    @Override
    public String toString() {
      return "LoginRequest[]";
    }
  }

  /**
   * A session.
   *
   * @param accountId whose
   * @param registered whether the account was made now
   * @param accessToken for the header {@code Authorization: Bearer}
   * @param refreshToken for the next pair of tokens, once
   * @param expiresInSeconds life of the access token
   */
  record LoginView(
      UserId accountId,
      boolean registered,
      String accessToken,
      String refreshToken,
      long expiresInSeconds) {

    @Override
    public String toString() {
      return "LoginView[accountId=" + accountId + "]";
    }
  }
}
