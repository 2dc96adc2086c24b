package io.dams.matching.engine;

import io.dams.contracts.order.Side;
import java.util.Arrays;

/**
 * The price levels of a book: which prices have orders, and for each its queue and its lots. A
 * level is named by a number, valid while it has orders.
 *
 * <p>A radix tree for each side over the price, six bits a step, that leaves out the steps that
 * decide nothing. A node has a bit for each of its 64 children, so the next level is found by
 * counting zeros. A leaf is 64 neighbouring prices with their queues in place. A price is looked up
 * by its key, which tells its side too: the smaller the key, the sooner the level trades.
 */
final class PriceLevels {

  /** No level. */
  static final int NONE = -1;

  private static final int DIGIT_BITS = 6;
  private static final int FANOUT = 1 << DIGIT_BITS;
  private static final int DIGIT = FANOUT - 1;

  /** Prices are below 2^62, and so are the keys of bids; those of asks have this bit. */
  private static final int SIDE_BIT = 62;

  /**
   * What makes a price a key and a key a price, by side: bids are turned around, asks are marked.
   * An array, because a branch on the side is one that no processor foresees.
   */
  private static final long[] FLIPS = {(1L << SIDE_BIT) - 1, 1L << SIDE_BIT};

  private static final Side[] SIDES = {Side.BUY, Side.SELL};

  /** A reference to no node. References of leaves are complements of their numbers, from 1. */
  private static final int NO_NODE = ~0;

  /** The trees of bids and of asks, and in each the first level. */
  private final int[] roots = {NO_NODE, NO_NODE};

  private final int[] best = {NONE, NONE};

  private long[] innerBits = new long[4];
  private long[] innerPrefix = new long[4];
  private byte[] innerShift = new byte[4];
  private int[] children = new int[4 * FANOUT];
  private final FreeNumbers inners = new FreeNumbers(0);

  private long[] leafBits = new long[4];
  private long[] leafPrefix = new long[4];
  private final FreeNumbers leaves = new FreeNumbers(1);

  /** For each level the first and the last order of its queue, and after them its lots. */
  private long[] queues = new long[4 * 2 * FANOUT];

  PriceLevels() {
    leafPrefix[0] = -1;
  }

  /** The price as a key of this side. */
  static long key(Side side, long priceUnits) {
    return priceUnits ^ FLIPS[side.ordinal()];
  }

  /** The level of this side that is first to trade; {@link #NONE} when there is none. */
  int best(Side side) {
    return best[side.ordinal()];
  }

  /** The level that comes after this one; {@link #NONE} when it is the last. */
  int after(int level) {
    int leaf = level >>> DIGIT_BITS;
    long rest = leafBits[leaf] & (-2L << level);
    return rest != 0
        ? leaf << DIGIT_BITS | Long.numberOfTrailingZeros(rest)
        : afterLeaf(leafPrefix[leaf]);
  }

  /** The level of this price; {@link #NONE} when it has no orders. */
  int find(long key) {
    int leaf = leafAt(key);
    boolean there = leafPrefix[leaf] == key >>> DIGIT_BITS && (leafBits[leaf] >>> key & 1) != 0;
    return there ? leaf << DIGIT_BITS | (int) key & DIGIT : NONE;
  }

  /** The level of this price; if it is a new one its queue is empty, and must be filled. */
  int findOrAdd(long key) {
    int leaf = leafAt(key);
    if (leafPrefix[leaf] != key >>> DIGIT_BITS) {
      leaf = addLeaf(key);
    }
    int level = leaf << DIGIT_BITS | (int) key & DIGIT;
    long bit = 1L << key;
    if ((leafBits[leaf] & bit) == 0) {
      leafBits[leaf] |= bit;
      int side = side(key);
      if (best[side] == NONE || key < key(best[side])) {
        best[side] = level;
      }
    }
    return level;
  }

  /** Takes a level out whose queue is empty. */
  void remove(int level) {
    int side = side(key(level));
    if (level == best[side]) {
      best[side] = after(level);
    }
    int leaf = level >>> DIGIT_BITS;
    leafBits[leaf] &= ~(1L << level);
    if (leafBits[leaf] == 0) {
      removeLeaf(leaf);
    }
  }

  long key(int level) {
    return leafPrefix[level >>> DIGIT_BITS] << DIGIT_BITS | level & DIGIT;
  }

  Side sideOf(int level) {
    return SIDES[side(key(level))];
  }

  long priceUnits(int level) {
    long key = key(level);
    return key ^ FLIPS[side(key)];
  }

  long lots(int level) {
    return queues[2 * level + 1];
  }

  void addLots(int level, long lots) {
    queues[2 * level + 1] += lots;
  }

  /** The first order of its queue; 0 when the level is new. */
  int head(int level) {
    return (int) (queues[2 * level] >>> 32);
  }

  /** The last order of its queue; 0 when the level is new. */
  int tail(int level) {
    return (int) queues[2 * level];
  }

  void setQueue(int level, int head, int tail) {
    queues[2 * level] = (long) head << 32 | tail;
  }

  private static int side(long key) {
    return (int) (key >>> SIDE_BIT);
  }

  /** The only leaf that can have this key; leaf 0, which has none, when there is no such. */
  private int leafAt(long key) {
    int node = roots[side(key)];
    while (node >= 0) {
      node = children[node << DIGIT_BITS | (int) (key >>> innerShift[node]) & DIGIT];
    }
    return ~node;
  }

  /** The best level of the leaves that come after this one. */
  private int afterLeaf(long prefix) {
    long key = prefix << DIGIT_BITS;
    int next = NO_NODE;
    int node = roots[side(key)];
    while (node >= 0) {
      long digit = key >>> innerShift[node] & DIGIT;
      long behind = innerBits[node] & (-2L << digit);
      if (behind != 0) {
        next = children[node << DIGIT_BITS | Long.numberOfTrailingZeros(behind)];
      }
      node = children[node << DIGIT_BITS | (int) digit];
    }
    return next == NO_NODE ? NONE : first(next);
  }

  private int first(int from) {
    int node = from;
    while (node >= 0) {
      node = children[node << DIGIT_BITS | Long.numberOfTrailingZeros(innerBits[node])];
    }
    return ~node << DIGIT_BITS | Long.numberOfTrailingZeros(leafBits[~node]);
  }

  private int addLeaf(long key) {
    int leaf = newLeaf(key >>> DIGIT_BITS);
    int parent = NO_NODE;
    int node = roots[side(key)];
    while (node >= 0 && key >>> innerShift[node] >>> DIGIT_BITS == innerPrefix[node]) {
      parent = node;
      node = children[node << DIGIT_BITS | (int) (key >>> innerShift[node]) & DIGIT];
    }
    if (node == NO_NODE) {
      adopt(parent, key, ~leaf);
      return leaf;
    }
    // Something else is in this place: a new node tells them apart by their first differing digit.
    long other =
        node >= 0
            ? innerPrefix[node] << innerShift[node] << DIGIT_BITS
            : leafPrefix[~node] << DIGIT_BITS;
    int digit = (63 - Long.numberOfLeadingZeros(key ^ other)) / DIGIT_BITS;
    int fork = newInner(digit * DIGIT_BITS, key);
    adopt(parent, key, fork);
    adopt(fork, other, node);
    adopt(fork, key, ~leaf);
    return leaf;
  }

  private void removeLeaf(int leaf) {
    long key = leafPrefix[leaf] << DIGIT_BITS;
    leaves.free(leaf);
    int grandparent = NO_NODE;
    int parent = NO_NODE;
    int node = roots[side(key)];
    while (node >= 0) {
      grandparent = parent;
      parent = node;
      node = children[node << DIGIT_BITS | (int) (key >>> innerShift[node]) & DIGIT];
    }
    if (parent == NO_NODE) {
      roots[side(key)] = NO_NODE;
      return;
    }
    int digit = (int) (key >>> innerShift[parent]) & DIGIT;
    children[parent << DIGIT_BITS | digit] = NO_NODE;
    innerBits[parent] &= ~(1L << digit);
    if (Long.bitCount(innerBits[parent]) == 1) {
      int only = parent << DIGIT_BITS | Long.numberOfTrailingZeros(innerBits[parent]);
      adopt(grandparent, key, children[only]);
      children[only] = NO_NODE;
      inners.free(parent);
    }
  }

  /** Puts a node below its parent, in the place of this key. */
  private void adopt(int parent, long key, int node) {
    if (parent == NO_NODE) {
      roots[side(key)] = node;
      return;
    }
    int digit = (int) (key >>> innerShift[parent]) & DIGIT;
    children[parent << DIGIT_BITS | digit] = node;
    innerBits[parent] |= 1L << digit;
  }

  private int newLeaf(long prefix) {
    int leaf = leaves.take();
    if (leaf == leafBits.length) {
      leafBits = Arrays.copyOf(leafBits, 2 * leaf);
      leafPrefix = Arrays.copyOf(leafPrefix, 2 * leaf);
      queues = Arrays.copyOf(queues, 2 * queues.length);
    }
    leafPrefix[leaf] = prefix;
    return leaf;
  }

  private int newInner(int shift, long key) {
    int node = inners.take();
    if (node == innerBits.length) {
      innerBits = Arrays.copyOf(innerBits, 2 * node);
      innerPrefix = Arrays.copyOf(innerPrefix, 2 * node);
      innerShift = Arrays.copyOf(innerShift, 2 * node);
      children = Arrays.copyOf(children, 2 * children.length);
    }
    innerBits[node] = 0;
    innerPrefix[node] = key >>> shift >>> DIGIT_BITS;
    innerShift[node] = (byte) shift;
    Arrays.fill(children, node << DIGIT_BITS, node + 1 << DIGIT_BITS, NO_NODE);
    return node;
  }
}
