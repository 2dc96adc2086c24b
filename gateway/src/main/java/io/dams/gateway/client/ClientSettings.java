package io.dams.gateway.client;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What stands before the gateway.
 *
 * @param trustedProxies addresses or CIDR blocks of our own load balancers
 * @param allowedOrigins web origins whose pages may call the API, none by default
 */
@Validated
@ConfigurationProperties("dams.gateway.client")
record ClientSettings(
    @NotNull @DefaultValue List<String> trustedProxies,
    @NotNull @DefaultValue List<String> allowedOrigins) {}
