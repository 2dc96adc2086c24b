package io.dams.gateway.route;

import io.dams.gateway.problem.UpstreamFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

  @Bean
  CircuitBreakerRegistry circuits(CircuitSettings settings, MeterRegistry meters) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(settings.calls())
            .minimumNumberOfCalls(settings.calls() / 2)
            .failureRateThreshold(settings.failurePercent())
            .waitDurationInOpenState(settings.openFor())
            .permittedNumberOfCallsInHalfOpenState(settings.trials())
            .maxWaitDurationInHalfOpenState(settings.openFor())
            .automaticTransitionFromOpenToHalfOpenEnabled(false)
            .recordException(error -> UpstreamFailure.of(error).isPresent())
            .build();
    CircuitBreakerRegistry circuits = CircuitBreakerRegistry.of(config);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
    return circuits;
  }

  @Bean
  CircuitFilter circuitFilter(CircuitBreakerRegistry circuits) {
    return new CircuitFilter(circuits);
  }
}
