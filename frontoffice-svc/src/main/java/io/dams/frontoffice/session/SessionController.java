package io.dams.frontoffice.session;

import io.dams.frontoffice.session.Sessions.RefreshAnswer;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Refresh, logout, and the public keys of access tokens. */
@RestController
@SecurityRequirements
class SessionController {

  private final Sessions sessions;
  private final AccessTokens accessTokens;

  SessionController(Sessions sessions, AccessTokens accessTokens) {
    this.sessions = sessions;
    this.accessTokens = accessTokens;
  }

  /** Takes a refresh token and gives the next pair. */
  @PostMapping("/v1/auth/refresh")
  SessionTokens refreshSession(@Valid @RequestBody RefreshRequest request) {
    return switch (sessions.refresh(request.refreshToken())) {
      case RefreshAnswer.Renewed renewed -> renewed.tokens();
      case RefreshAnswer.Invalid ignored ->
          throw new ProblemException(
              SessionProblem.REFRESH_TOKEN_INVALID, "unknown, expired, or of an ended session");
      case RefreshAnswer.Reused ignored ->
          throw new ProblemException(
              SessionProblem.REFRESH_TOKEN_REUSED, "all tokens of the session are ended");
    };
  }

  /** Ends a session. */
  @PostMapping("/v1/auth/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(@Valid @RequestBody RefreshRequest request) {
    sessions.close(request.refreshToken());
  }

  /** The public keys (RFC 7517). */
  @GetMapping("/.well-known/jwks.json")
  ResponseEntity<Map<String, Object>> publicKeys() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
        .body(accessTokens.publicKeys().toJSONObject());
  }

  /** A refresh token. */
  record RefreshRequest(@NotBlank @Size(max = 100) String refreshToken) {

    @Override
    public String toString() {
      return "RefreshRequest[]";
    }
  }
}
