package io.dams.platform.identity;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only known services reach {@code /internal}, and only operators reach {@code /ops}. */
class IdentityFilter extends OncePerRequestFilter {

  static final String OPERATOR = "operator";
  private static final String BEARER = "Bearer ";

  /** Writes a problem answer. */
  @FunctionalInterface
  interface Refusal {
    void write(HttpServletResponse response, ProblemType type, String detail) throws IOException;
  }

  private final TrustedKeys keys;
  private final Refusal refusal;

  IdentityFilter(TrustedKeys keys, Refusal refusal) {
    this.keys = keys;
    this.refusal = refusal;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    Optional<Caller> caller =
        header != null && header.startsWith(BEARER)
            ? keys.verify(header.substring(BEARER.length()).strip())
            : Optional.empty();
    if (caller.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      refusal.write(response, CommonProblem.UNAUTHENTICATED, "a valid service token is needed");
      return;
    }
    boolean ops = request.getServletPath().startsWith("/ops");
    if (ops && !OPERATOR.equals(caller.get().name())) {
      refusal.write(response, CommonProblem.FORBIDDEN, "for operators only");
      return;
    }
    request.setAttribute(CallerIdentity.ATTRIBUTE, caller.get());
    chain.doFilter(request, response);
  }
}
