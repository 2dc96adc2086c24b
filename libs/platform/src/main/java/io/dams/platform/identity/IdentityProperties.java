package io.dams.platform.identity;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who this service is and whom it trusts.
 *
 * @param name as others know it
 * @param privateKeyFile PKCS#8 PEM of a P-256 key; without it the service calls nobody
 * @param trustedKeysFile JWKS, kid = name; without it every internal call is refused
 */
@Validated
@ConfigurationProperties("dams.identity")
public record IdentityProperties(
    @NotBlank String name, @Nullable Path privateKeyFile, @Nullable Path trustedKeysFile) {}
