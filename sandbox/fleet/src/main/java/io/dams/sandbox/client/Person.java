package io.dams.sandbox.client;

/**
 * A customer, who is a member at every merchant under {@code uid}.
 *
 * @param points what each merchant gives a new member: lots of its contract
 */
public record Person(String name, String phone, String uid, long points) {

  /** The market maker. */
  public static final Person MAKER = new Person("Maker", "+8613800000001", "m-0001", 100_000);

  /** A customer of the stories. */
  public static final Person ALICE = new Person("Alice", "+8613800000002", "m-0002", 1_000);

  /** A customer of the stories. */
  public static final Person BOB = new Person("Bob", "+8613800000003", "m-0003", 1_000);

  /** A customer of the stories. */
  public static final Person CAROL = new Person("Carol", "+8613800000004", "m-0004", 1_000);

  /** A customer of the stories. */
  public static final Person DAVE = new Person("Dave", "+8613800000005", "m-0005", 1_000);

  /** A customer of the stories. */
  public static final Person ERIN = new Person("Erin", "+8613800000006", "m-0006", 1_000);

  /** Apple's are the phones of those whose uid ends with an even digit. */
  Phone carries() {
    return uid.charAt(uid.length() - 1) % 2 == 0 ? Phone.IOS : Phone.ANDROID;
  }

  /** A kind of phone, as the API names it. */
  enum Phone {
    IOS,
    ANDROID
  }
}
