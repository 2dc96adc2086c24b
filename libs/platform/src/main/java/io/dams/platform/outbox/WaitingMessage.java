package io.dams.platform.outbox;

import org.jspecify.annotations.Nullable;

/** A message that is sent with the transaction that runs, before it has its number. */
@SuppressWarnings("ArrayRecordComponent") // written as it is, never compared
record WaitingMessage(
    String id,
    int bucket,
    OutboxRow.Stream stream,
    @Nullable Integer partition,
    String type,
    byte[] payload,
    @Nullable String traceparent) {}
