package io.dams.frontoffice.quote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Quotes.
 *
 * @param validFor how long a quote can be used
 */
@Validated
@ConfigurationProperties("dams.quote")
record QuoteProperties(@DefaultValue("10s") Duration validFor) {}
