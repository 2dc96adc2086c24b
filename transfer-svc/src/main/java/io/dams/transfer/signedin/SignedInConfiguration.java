package io.dams.transfer.signedin;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lets controllers take {@link SignedIn}: whoever takes it is not reached without a token. */
@Configuration(proxyBeanMethods = false)
class SignedInConfiguration implements WebMvcConfigurer {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(SignedIn.class);
  }

  private final AccessTokens tokens;

  SignedInConfiguration(SignedInProperties services, JsonMapper json, Clock clock) {
    KeySetClient keys =
        new KeySetClient(services.frontoffice().resolve("/.well-known/jwks.json"), json, clock);
    this.tokens = new AccessTokens(keys::find, bytes -> object(json, bytes), clock);
  }

  private static Map<String, Object> object(JsonMapper json, byte[] bytes) {
    try {
      return json.readValue(bytes, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a JSON object", e);
    }
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new Resolver(tokens));
  }

  private record Resolver(AccessTokens tokens) implements HandlerMethodArgumentResolver {

    private static final String BEARER = "Bearer ";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public SignedIn resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      String header = request.getHeader("Authorization");
      if (header == null || !header.startsWith(BEARER)) {
        throw unknown();
      }
      return tokens
          .verify(header.substring(BEARER.length()).strip())
          .map(SignedIn::new)
          .orElseThrow(Resolver::unknown);
    }

    private static ProblemException unknown() {
      return new ProblemException(CommonProblem.UNAUTHENTICATED, "a valid access token is needed");
    }
  }
}
