package io.dams.matching.engine;

import java.util.Arrays;

/** Gives out small numbers; one that was given back comes again before a new one does. */
final class FreeNumbers {

  private int[] free = new int[16];
  private int count;
  private int next;

  FreeNumbers(int first) {
    this.next = first;
  }

  int take() {
    return count > 0 ? free[--count] : next++;
  }

  void free(int number) {
    if (count == free.length) {
      free = Arrays.copyOf(free, 2 * count);
    }
    free[count++] = number;
  }
}
