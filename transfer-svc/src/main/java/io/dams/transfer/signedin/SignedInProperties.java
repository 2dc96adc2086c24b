package io.dams.transfer.signedin;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who issues access tokens.
 *
 * @param frontoffice for example {@code http://127.0.0.1:8101}
 */
@Validated
@ConfigurationProperties("dams.services")
record SignedInProperties(@NotNull URI frontoffice) {}
