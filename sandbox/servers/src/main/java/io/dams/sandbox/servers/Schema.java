package io.dams.sandbox.servers;

/**
 * A schema with its two users: the owner changes tables (Flyway), the application only gets what
 * the owner's migrations grant.
 */
public record Schema(
    String name,
    String jdbcUrl,
    String ownerUser,
    String ownerPassword,
    String appUser,
    String appPassword) {

  @Override
  public String toString() {
    return "Schema[%s at %s]".formatted(name, jdbcUrl);
  }
}
