package io.dams.contracts.conformance;

/**
 * A rule of the merchant apiserver that is checked.
 *
 * @param id stable; its first word names the group
 * @param title what is looked at, in a few words
 * @param section where the rule stands in {@code apiserver.openapi.yaml}
 * @param text the rule
 */
public record Rule(String id, String title, Section section, String text) {

  /** Where rules stand: a heading of the document's description, or an operation. */
  public enum Section {
    POINTS("Points and accounts"),
    ONCE("Once, and never guessed"),
    SIGNATURE("Signature"),
    MEMBERS("Members"),
    TOKEN("POST /v1/token"),
    BALANCE("GET /v1/members/{uid}/balance"),
    COUPONS("GET /v1/members/{uid}/coupons"),
    TRANSFER("PUT /v1/transfers/{transferId}"),
    QUERY("GET /v1/transfers/{transferId}"),
    CANCEL("POST /v1/transfers/{transferId}/cancel"),
    STATEMENT("GET /v1/statements/{date}");

    private final String heading;

    Section(String heading) {
      this.heading = heading;
    }

    /** As it stands in the document. */
    public String heading() {
      return heading;
    }
  }
}
