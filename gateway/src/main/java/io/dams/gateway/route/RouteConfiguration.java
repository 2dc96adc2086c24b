package io.dams.gateway.route;

import io.dams.gateway.problem.UpstreamFailure;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(RouteConfiguration.class);

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
    circuits
        .getEventPublisher()
        .onEntryAdded(
            entry ->
                entry.getAddedEntry().getEventPublisher().onStateTransition(this::tellTransition));
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
    return circuits;
  }

  private void tellTransition(CircuitBreakerOnStateTransitionEvent event) {
    LOG.warn(
        "circuit of {}: {}", event.getCircuitBreakerName(), event.getStateTransition().toString());
  }

  @Bean
  CircuitFilter circuitFilter(CircuitBreakerRegistry circuits) {
    return new CircuitFilter(circuits);
  }
}
