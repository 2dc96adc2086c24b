package io.dams.frontoffice;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The service, but it does what it is asked and then falls silent, until it is killed. */
public final class NeverReplying {

  private NeverReplying() {}

  /** Starts it. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(FrontofficeApplication.class)
        .initializers(
            context ->
                ((GenericApplicationContext) context)
                    .registerBean("silence", Filter.class, () -> NeverReplying::silence))
        .run(arguments);
  }

  /** What an answer is written to is asked for when everything else is done, and committed. */
  private static void silence(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(
        request,
        new HttpServletResponseWrapper((HttpServletResponse) response) {
          @Override
          public ServletOutputStream getOutputStream() throws IOException {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new InterruptedIOException("killed softly");
          }
        });
  }
}
