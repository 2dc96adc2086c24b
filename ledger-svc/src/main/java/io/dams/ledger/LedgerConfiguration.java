package io.dams.ledger;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Switches the ledger's own workers on. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LedgerConfiguration {}
