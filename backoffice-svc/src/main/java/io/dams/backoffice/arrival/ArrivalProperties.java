package io.dams.backoffice.arrival;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an order may name.
 *
 * @param shards partitions of the core's topics; an order for any other is refused
 */
@Validated
@ConfigurationProperties("dams.arrival")
record ArrivalProperties(@DefaultValue("2") @Positive int shards) {}
