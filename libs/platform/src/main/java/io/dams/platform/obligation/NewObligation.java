package io.dams.platform.obligation;

import java.time.Instant;

/**
 * Something that we owe an outside party.
 *
 * @param kind which handler does it; at most 40 characters
 * @param lane the party: attempts are bounded for each lane, and one lane does not wait for another
 * @param reference unique within the kind, at most 100 characters: owing it again has no effect
 * @param payload what the handler needs, written as JSON
 * @param dueAt when to try first
 */
public record NewObligation(
    String kind, String lane, String reference, Object payload, Instant dueAt) {}
