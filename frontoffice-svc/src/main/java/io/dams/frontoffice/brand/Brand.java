package io.dams.frontoffice.brand;

import io.dams.contracts.money.AssetCode;
import org.jspecify.annotations.Nullable;

/**
 * A brand and its point.
 *
 * @param exCode the code of its point
 * @param name shown to users
 * @param logoUrl null for none
 * @param pointScale decimal places of its point
 * @param priority the lowest is shown first
 * @param displayed whether users see it
 */
public record Brand(
    AssetCode exCode,
    String name,
    @Nullable String logoUrl,
    int pointScale,
    int priority,
    boolean displayed) {}
