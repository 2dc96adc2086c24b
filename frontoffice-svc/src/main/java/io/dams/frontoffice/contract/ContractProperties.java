package io.dams.frontoffice.contract;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What contracts may name.
 *
 * @param shards partitions of the core's topics
 */
@Validated
@ConfigurationProperties("dams.contract")
record ContractProperties(@Positive int shards) {}
