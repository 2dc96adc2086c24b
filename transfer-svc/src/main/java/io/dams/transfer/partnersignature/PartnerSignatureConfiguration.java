package io.dams.transfer.partnersignature;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The door of {@code /v1/partner}. */
@Configuration(proxyBeanMethods = false)
class PartnerSignatureConfiguration implements WebMvcConfigurer {

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Partner.class);
  }

  @Bean
  static FilterRegistrationBean<PartnerSignatureFilter> partnerSignatureFilter(
      PartnerSignatures signatures,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    var registration =
        new FilterRegistrationBean<>(new PartnerSignatureFilter(signatures, problems));
    registration.addUrlPatterns("/v1/partner/*");
    return registration;
  }

  @Bean
  static Upkeep noncePruning(NonceMapper mapper) {
    return Upkeep.pruning(
        "transfer-nonces",
        Duration.ofMinutes(1),
        limit -> mapper.prune(PartnerSignatures.MEMORY.toSeconds(), limit));
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new PartnerResolver());
  }

  private static final class PartnerResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Partner.class;
    }

    @Override
    public Partner resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      Object partner =
          request.getAttribute(PartnerSignatureFilter.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
      return (Partner) Objects.requireNonNull(partner, "this path is not guarded by the filter");
    }
  }
}
