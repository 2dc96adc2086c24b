package io.dams.sandbox.partner;

/**
 * A callback that the partner took.
 *
 * @param id {@code webhook-id}: the same message has the same, and is taken once
 * @param payload the text that was signed
 */
public record ReceivedCallback(String id, String payload) {}
