package io.dams.frontoffice.stream;

import java.time.Instant;

/**
 * Something that an account's owner is told.
 *
 * @param sequence contiguous for each account, from 1
 * @param type name of the event in the stream
 * @param body JSON
 * @param at when
 */
record AccountEvent(long sequence, String type, String body, Instant at) {}
