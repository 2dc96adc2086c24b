package io.dams.platform.merchant;

import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The merchants that this installation works with, each behind an {@link MerchantApi}. */
public class MerchantClients implements AutoCloseable {

  private final Map<AssetCode, MerchantConnection> connections;

  MerchantClients(Map<AssetCode, MerchantConnection> connections) {
    this.connections = Map.copyOf(connections);
  }

  /**
   * The apiserver of a merchant. One that is not configured, or was taken out of the configuration,
   * does not answer: what it did with earlier transfers stays unknown until it is configured again.
   */
  public MerchantApi of(AssetCode exCode) {
    MerchantConnection connection = connections.get(exCode);
    return connection == null ? new AbsentMerchant(exCode) : connection.api();
  }

  /** A merchant's point with its scale; empty when it is not configured. */
  public Optional<Asset> point(AssetCode exCode) {
    return Optional.ofNullable(connections.get(exCode)).map(MerchantConnection::point);
  }

  /** The configured merchants. */
  public Set<AssetCode> exCodes() {
    return connections.keySet();
  }

  /** Ends all calls in flight; their outcome is unknown. */
  @Override
  public void close() {
    connections.values().forEach(connection -> connection.closing().run());
  }

  /**
   * A merchant that can be called.
   *
   * @param closing ends its calls
   */
  record MerchantConnection(Asset point, MerchantApi api, Runnable closing) {}
}
