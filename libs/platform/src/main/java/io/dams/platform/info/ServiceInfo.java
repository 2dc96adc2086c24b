package io.dams.platform.info;

/**
 * A service, as it names itself.
 *
 * @param service its name, for example {@code ledger-svc}
 * @param version of the build; {@code dev} when it does not run from a jar
 */
public record ServiceInfo(String service, String version) {}
