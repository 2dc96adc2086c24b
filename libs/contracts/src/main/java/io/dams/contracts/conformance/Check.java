package io.dams.contracts.conformance;

/** A rule, and how it is looked at. */
record Check(Rule rule, Procedure procedure) {

  /** Looks at it; throws what {@link Trial} throws when the rule is not kept, or not checked. */
  @FunctionalInterface
  interface Procedure {

    void look(Trial trial);
  }

  static Check of(String id, String title, Rule.Section section, String text, Procedure procedure) {
    return new Check(new Rule(id, title, section, text), procedure);
  }
}
