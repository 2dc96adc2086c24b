package io.dams.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the ledger's own workers run.
 *
 * @param holdExpiryInterval between two sweeps for holds whose time is over
 * @param trialBalanceInterval between two trial balances, which read the whole ledger
 */
@Validated
@ConfigurationProperties("dams.ledger")
record LedgerProperties(
    @NotNull @DefaultValue("5s") Duration holdExpiryInterval,
    @NotNull @DefaultValue("5m") Duration trialBalanceInterval) {}
