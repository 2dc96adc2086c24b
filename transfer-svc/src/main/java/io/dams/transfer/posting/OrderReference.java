package io.dams.transfer.posting;

/** Payload of what is owed for an order: its id says all. */
public record OrderReference(long order) {}
