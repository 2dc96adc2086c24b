package io.dams.backoffice.reserve;

import io.dams.contracts.ledger.HoldRequest;
import java.time.Instant;

/** What a HOLD obligation says: have the ledger set a group's tokens aside. */
record HoldTokens(HoldRequest request, Instant deadline) {}
