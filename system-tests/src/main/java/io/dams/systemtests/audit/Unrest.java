package io.dams.systemtests.audit;

/**
 * Something that is still under way. Not a breach: but while it is, a book may be ahead of another.
 *
 * @param what a stable code
 * @param count how many
 */
public record Unrest(String what, long count) {}
