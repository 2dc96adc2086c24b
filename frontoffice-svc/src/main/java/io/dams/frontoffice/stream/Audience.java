package io.dams.frontoffice.stream;

/**
 * For whom a stream is. Each audience has places of its own at this copy of the service, so that
 * strangers at the market never take those of owners.
 */
public enum Audience {
  /** The owner of an account, about whose order groups it is. */
  ACCOUNT(1_200, 5),
  /** Everybody, about a contract. How many of one address there are: the gateway bounds that. */
  MARKET(800, Integer.MAX_VALUE);

  private final int places;
  private final int placesOfOne;

  Audience(int places, int placesOfOne) {
    this.places = places;
    this.placesOfOne = placesOfOne;
  }

  /** The most clients. */
  int places() {
    return places;
  }

  /** The most clients of one account or contract: a further one replaces the oldest. */
  int placesOfOne() {
    return placesOfOne;
  }
}
