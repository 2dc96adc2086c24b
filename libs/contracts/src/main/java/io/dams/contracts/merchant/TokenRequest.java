package io.dams.contracts.merchant;

/**
 * Body of {@code POST /v1/token}.
 *
 * @param phone E.164, for example {@code +8613800000001}
 */
public record TokenRequest(String phone) {}
