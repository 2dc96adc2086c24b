package io.dams.transfer.ledger;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the ledger is.
 *
 * @param ledger for example {@code http://127.0.0.1:8104}
 */
@Validated
@ConfigurationProperties("dams.services")
record LedgerProperties(@NotNull URI ledger) {}
