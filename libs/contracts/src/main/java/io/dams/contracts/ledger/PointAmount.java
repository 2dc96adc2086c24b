package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dams.contracts.money.AssetCode;

/**
 * A row of {@code GET /internal/point-amounts}: the market of one point ({@code point_amount}). An
 * amount beyond 64 bits is told as {@link Long#MAX_VALUE}.
 *
 * @param point the point
 * @param supplyUnits open sell quantity; text in JSON
 * @param demandUnits open buy quantity; text in JSON
 * @param volumeUnits executed; text in JSON
 */
public record PointAmount(
    AssetCode point,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long supplyUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long demandUnits,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long volumeUnits) {}
