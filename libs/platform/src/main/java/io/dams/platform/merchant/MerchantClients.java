package io.dams.platform.merchant;

import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import java.util.Map;
import java.util.Set;

/** The merchants that this installation works with, each behind an {@link MerchantApi}. */
public class MerchantClients implements AutoCloseable {

  private final Map<AssetCode, MerchantConnection> connections;

  MerchantClients(Map<AssetCode, MerchantConnection> connections) {
    this.connections = Map.copyOf(connections);
  }

  /**
   * The apiserver of a merchant; throws {@link IllegalArgumentException} when it is not configured.
   */
  public MerchantApi of(AssetCode exCode) {
    return connection(exCode).api();
  }

  /** A merchant's point with its scale. */
  public Asset point(AssetCode exCode) {
    return connection(exCode).point();
  }

  /** The configured merchants. */
  public Set<AssetCode> exCodes() {
    return connections.keySet();
  }

  private MerchantConnection connection(AssetCode exCode) {
    MerchantConnection connection = connections.get(exCode);
    if (connection == null) {
      throw new IllegalArgumentException("no merchant is configured for " + exCode);
    }
    return connection;
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
