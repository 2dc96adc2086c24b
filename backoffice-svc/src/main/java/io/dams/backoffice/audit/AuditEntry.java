package io.dams.backoffice.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the trail.
 *
 * @param actor an operator's identity, or a name of our own that is in lower case
 * @param reference of the evidence; null when none was needed
 */
public record AuditEntry(
    String actor, String action, @Nullable String reference, @Nullable String note, Instant at) {}
