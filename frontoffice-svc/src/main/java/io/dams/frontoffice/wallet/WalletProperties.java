package io.dams.frontoffice.wallet;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of wallets.
 *
 * @param balancesWithin how long merchants are waited for when their balances are asked
 */
@ConfigurationProperties("dams.wallet")
record WalletProperties(@DefaultValue("2s") Duration balancesWithin) {}
