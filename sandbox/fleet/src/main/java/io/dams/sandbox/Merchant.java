package io.dams.sandbox;

/** The merchants that the sandbox simulates. */
public enum Merchant {
  /** Sky Miles: whole points. */
  SKY(8201, 0),
  /** Bean House: whole points. */
  BEAN(8202, 0),
  /** Mart Card: points with two decimals. */
  MART(8203, 2);

  private final int port;
  private final int pointScale;

  Merchant(int port, int pointScale) {
    this.port = port;
    this.pointScale = pointScale;
  }

  /** Where its apiserver listens. */
  public int port() {
    return port;
  }

  /** Decimal places of its point. */
  public int pointScale() {
    return pointScale;
  }
}
