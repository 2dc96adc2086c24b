package io.dams.backoffice.audit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What an operator relies on.
 *
 * @param reference the merchant's own number of it: a statement line, a ticket, a letter
 * @param note why, for whoever reads it later
 */
public record Evidence(
    @NotBlank @Size(max = 128) String reference, @NotBlank @Size(max = 1000) String note) {}
