package io.dams.frontoffice.order;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of orders.
 *
 * @param maxOpenGroups order groups that one user may have open
 */
@Validated
@ConfigurationProperties("dams.order")
record OrderProperties(@DefaultValue("500") @Min(1) int maxOpenGroups) {}
