package io.dams.sandbox.partner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of the partner's journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PartnerEntry.OrderIs.class, name = "ORDER"),
  @JsonSubTypes.Type(value = PartnerEntry.CallbackTaken.class, name = "CALLBACK"),
  @JsonSubTypes.Type(value = PartnerEntry.KeysAre.class, name = "KEYS")
})
sealed interface PartnerEntry {

  /** An order came, or moved on. */
  record OrderIs(PartnerOrder order) implements PartnerEntry {}

  /** The operators gave it keys. */
  record KeysAre(PartnerSettings.Keys keys) implements PartnerEntry {}

  /** A callback was taken. */
  record CallbackTaken(ReceivedCallback callback) implements PartnerEntry {}
}
