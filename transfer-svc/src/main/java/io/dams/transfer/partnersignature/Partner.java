package io.dams.transfer.partnersignature;

import io.dams.transfer.app.PartnerApp;

/**
 * Who signed the request. Controllers below {@code /v1/partner} take it as a parameter.
 *
 * @param app whose key it was
 */
public record Partner(PartnerApp app) {}
