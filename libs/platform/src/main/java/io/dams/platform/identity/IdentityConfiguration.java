package io.dams.platform.identity;

import io.dams.platform.problem.ProblemConfiguration;
import io.dams.platform.problem.ProblemDetails;
import io.dams.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens out where there is a private key; tokens in for every servlet application. */
@AutoConfiguration(after = ProblemConfiguration.class)
@EnableConfigurationProperties(IdentityProperties.class)
public class IdentityConfiguration {

  /** Tokens of this service. */
  @Bean
  @ConditionalOnProperty("dams.identity.private-key-file")
  ServiceTokens serviceTokens(
      IdentityProperties identity, Clock clock, RandomGenerator random, JsonMapper json) {
    Path file = Objects.requireNonNull(identity.privateKeyFile());
    return new ServiceTokens(
        identity.name(), Es256.privateKey(file), clock, random, json::writeValueAsString);
  }

  /** Keys of those who may call; none when no file is given. */
  @Bean
  TrustedKeys trustedKeys(IdentityProperties identity, Clock clock, JsonMapper json) {
    Path file = identity.trustedKeysFile();
    return new TrustedKeys(
        identity.name(),
        file == null ? Map.of() : read(file, json),
        clock,
        bytes -> claims(json, bytes));
  }

  private static Map<String, Object> claims(JsonMapper json, byte[] bytes) {
    try {
      return json.readValue(bytes, new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a JSON object", e);
    }
  }

  private static Map<String, PublicKey> read(Path file, JsonMapper json) {
    Map<String, PublicKey> keys = new HashMap<>();
    try {
      for (JsonNode key : json.readTree(Files.readAllBytes(file)).path("keys")) {
        if (!"P-256".equals(key.path("crv").asString(""))) {
          throw new IllegalArgumentException("only P-256 keys are trusted: " + file);
        }
        keys.put(
            key.path("kid").asString(""),
            Es256.publicKey(key.path("x").asString(""), key.path("y").asString("")));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The doors of {@code /internal} and {@code /ops}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass({WebMvcConfigurer.class, HttpServletRequest.class})
  static class Web implements WebMvcConfigurer {

    @Bean
    FilterRegistrationBean<IdentityFilter> identityFilter(
        TrustedKeys keys, ProblemDetails problems, JsonMapper json) {
      var registration =
          new FilterRegistrationBean<>(
              new IdentityFilter(
                  keys,
                  (response, type, detail) -> refuse(response, type, detail, problems, json)));
      registration.addUrlPatterns("/internal/*", "/ops/*");
      return registration;
    }

    private static void refuse(
        HttpServletResponse response,
        ProblemType type,
        String detail,
        ProblemDetails problems,
        JsonMapper json)
        throws IOException {
      response.setStatus(type.status());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(json.writeValueAsBytes(problems.of(type, detail, Map.of())));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
      resolvers.add(new CallerArgumentResolver());
    }
  }

  private static final class CallerArgumentResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binder) {
      return CallerIdentity.current(
          Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
  }
}
