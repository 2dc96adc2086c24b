package io.dams.transfer.partnersignature;

import io.dams.contracts.merchant.RequestSignature;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Lets only signed requests reach {@code /v1/partner}. */
class PartnerSignatureFilter extends OncePerRequestFilter {

  static final String ATTRIBUTE = Partner.class.getName();

  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final PartnerSignatures signatures;
  private final HandlerExceptionResolver problems;

  PartnerSignatureFilter(PartnerSignatures signatures, HandlerExceptionResolver problems) {
    this.signatures = signatures;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    try {
      if (body.length > MAX_BODY_BYTES) {
        throw new ProblemException(
            CommonProblem.CONTENT_TOO_LARGE, "at most " + MAX_BODY_BYTES + " bytes");
      }
      request.setAttribute(ATTRIBUTE, signatures.check(signed(request, body)));
    } catch (RuntimeException e) {
      if (problems.resolveException(request, response, null, e) == null) {
        throw e;
      }
      return;
    }
    chain.doFilter(new ReadAlready(request, body), response);
  }

  /** The path is the public one: with what the gateway cut off, which it names in a header. */
  private static PartnerSignatures.Signed signed(HttpServletRequest request, byte[] body) {
    String query = request.getQueryString();
    return new PartnerSignatures.Signed(
        request.getHeader(RequestSignature.KEY_HEADER),
        request.getHeader(RequestSignature.TIMESTAMP_HEADER),
        request.getHeader(RequestSignature.NONCE_HEADER),
        request.getHeader(RequestSignature.SIGNATURE_HEADER),
        request.getMethod(),
        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
        body);
  }

  /** The request with the bytes that were checked. */
  private static final class ReadAlready extends HttpServletRequestWrapper {

    private final byte[] body;

    ReadAlready(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      ByteArrayInputStream bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new IllegalStateException("the bytes are here already");
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
