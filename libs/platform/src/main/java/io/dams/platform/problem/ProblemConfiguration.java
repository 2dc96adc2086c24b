package io.dams.platform.problem;

import io.dams.platform.tracing.TraceContexts;
import io.dams.platform.tracing.TracingConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Problem answers for servlet applications. */
@AutoConfiguration(
    after = TracingConfiguration.class,
    before = {WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ResponseEntityExceptionHandler.class)
public class ProblemConfiguration {

  /** Bodies. */
  @Bean
  ProblemDetails problemDetails(TraceContexts traces) {
    return new ProblemDetails(traces);
  }

  /** Instead of Spring Boot's own error page. */
  @Bean
  ErrorPageController errorPageController(ProblemDetails problems) {
    return new ErrorPageController(problems);
  }

  /** When to try again. */
  @Bean
  RetryAfterController retryAfterController() {
    return new RetryAfterController();
  }

  /** The advice for all controllers. */
  @Bean
  ProblemController problemController(ProblemDetails problems) {
    return new ProblemController(problems);
  }
}
