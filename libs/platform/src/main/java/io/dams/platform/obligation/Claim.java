package io.dams.platform.obligation;

import java.time.Instant;

/**
 * An obligation that this process holds for one attempt.
 *
 * @param attempt from 1; also counts attempts whose process died
 * @param createdAt when it was first owed, by the database's clock
 */
public record Claim<P>(
    long id,
    String kind,
    String lane,
    String reference,
    P payload,
    int attempt,
    Instant createdAt) {}
