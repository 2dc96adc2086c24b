package io.dams.platform.persistence;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a list for statements with a row for each: of few lengths, so that they stay prepared.
 */
public final class Parts {

  private static final int LONGEST = 32;

  private Parts() {}

  /** All of it, in its order, in parts of 32, 16, 8, 4, 2 and 1; none of an empty list. */
  public static <T> List<List<T>> of(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int at = 0; at < all.size(); at += parts.getLast().size()) {
      int length = Math.min(LONGEST, Integer.highestOneBit(all.size() - at));
      parts.add(all.subList(at, at + length));
    }
    return parts;
  }
}
