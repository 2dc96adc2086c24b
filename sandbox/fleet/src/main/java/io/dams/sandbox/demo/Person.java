package io.dams.sandbox.demo;

/**
 * A customer of the story, who is a member at every merchant under {@code uid}.
 *
 * @param points what each merchant gives a new member: lots of its contract
 */
record Person(String name, String phone, String uid, long points) {

  static final Person MAKER = new Person("Maker", "+8613800000001", "m-0001", 100_000);
  static final Person ALICE = new Person("Alice", "+8613800000002", "m-0002", 1_000);
  static final Person BOB = new Person("Bob", "+8613800000003", "m-0003", 1_000);
  static final Person CAROL = new Person("Carol", "+8613800000004", "m-0004", 1_000);
}
