package io.dams.contracts.merchant;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.id.TransferId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /v1/transfers/{transferId}}. The same id with the same body has one effect;
 * with another body it is refused.
 *
 * @param kind which way
 * @param uid the member's account at the merchant; null for FEE
 * @param units minor units of the merchant's point, positive; text in JSON
 * @param reverses for RETURN: the reserve, which must be done; for FEE: the reserve it is paid from
 * @param notAfter the merchant must not execute it later than this
 * @param orderGroup our order group, for the merchant's books
 */
public record TransferRequest(
    TransferKind kind,
    @Nullable String uid,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long units,
    @Nullable TransferId reverses,
    Instant notAfter,
    String orderGroup) {}
