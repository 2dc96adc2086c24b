package io.dams.systemtests.bench.ledger;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws numbers from 1 to n, the k-th busiest with a weight of 1/k. */
final class Zipf {

  private final double[] cumulative;
  private final int[] numbers;

  /** Which number is how busy is drawn, too. */
  Zipf(int n, RandomGenerator random) {
    cumulative = new double[n];
    numbers = new int[n];
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += 1.0 / (k + 1);
      cumulative[k] = sum;
      int other = random.nextInt(k + 1);
      numbers[k] = numbers[other];
      numbers[other] = k + 1;
    }
  }

  /** The next number. */
  int next(RandomGenerator random) {
    double wanted = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, wanted);
    return numbers[Math.min(found < 0 ? -found - 1 : found, numbers.length - 1)];
  }

  /** The next number that is another than this one. */
  int nextOther(int than, RandomGenerator random) {
    int next = next(random);
    while (next == than) {
      next = next(random);
    }
    return next;
  }
}
