package io.dams.matching.engine;

import io.dams.contracts.order.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The oracle of the book: a sorted map of lists, where everything is looked for by walking. */
final class NaiveDesk implements Desk {

  private static final class Resting {
    final int order;
    long lots;

    Resting(int order, long lots) {
      this.order = order;
      this.lots = lots;
    }
  }

  private record Place(Side side, long price, Resting resting) {}

  private final Map<Side, TreeMap<Long, List<Resting>>> sides = new EnumMap<>(Side.class);

  NaiveDesk() {
    sides.put(Side.BUY, new TreeMap<>(Collections.reverseOrder()));
    sides.put(Side.SELL, new TreeMap<>());
  }

  @Override
  public List<String> enter(int order, Side side, long price, long lots) {
    if (find(order) != null) {
      return List.of("refused");
    }
    List<String> told = new ArrayList<>();
    long left = match(side, price, lots, told);
    if (left > 0) {
      rest(order, side, price, left, told);
    }
    return told;
  }

  @Override
  public List<String> enterOrKill(int order, Side side, long price, long lots) {
    List<String> told = new ArrayList<>();
    long left = match(side, price, lots, told);
    if (left > 0) {
      told.add("loses " + left);
    }
    return told;
  }

  @Override
  public List<String> cancel(int order) {
    return reduce(order, Long.MAX_VALUE);
  }

  @Override
  public List<String> reduce(int order, long lots) {
    Place place = find(order);
    if (place == null) {
      return List.of("refused");
    }
    long lost = Math.min(lots, place.resting.lots);
    place.resting.lots -= lost;
    if (place.resting.lots == 0) {
      remove(place);
    }
    return List.of("loses " + lost);
  }

  @Override
  public List<String> modify(int order, long price, long lots) {
    Place place = find(order);
    if (place == null) {
      return List.of("refused");
    }
    List<String> told = new ArrayList<>();
    if (price == place.price && lots <= place.resting.lots) {
      place.resting.lots = lots;
      told.add("rests with " + lots);
      return told;
    }
    remove(place);
    long left = match(place.side, price, lots, told);
    if (left > 0) {
      rest(order, place.side, price, left, told);
    }
    return told;
  }

  @Override
  public List<String> depth(int levels) {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      levels(side).entrySet().stream()
          .limit(levels)
          .map(
              level ->
                  "%s %d at %d"
                      .formatted(
                          side,
                          level.getValue().stream().mapToLong(it -> it.lots).sum(),
                          level.getKey()))
          .forEach(lines::add);
    }
    return lines;
  }

  @Override
  public List<String> orders() {
    List<String> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      levels(side)
          .forEach(
              (price, queue) ->
                  queue.forEach(
                      it -> lines.add(side + " " + it.order + ": " + it.lots + " at " + price)));
    }
    return lines;
  }

  private long match(Side side, long limit, long lots, List<String> told) {
    TreeMap<Long, List<Resting>> makers = levels(side == Side.BUY ? Side.SELL : Side.BUY);
    long left = lots;
    while (left > 0 && !makers.isEmpty()) {
      long price = makers.firstKey();
      if (side == Side.BUY ? price > limit : price < limit) {
        break;
      }
      List<Resting> queue = makers.get(price);
      Resting maker = queue.getFirst();
      long traded = Math.min(left, maker.lots);
      told.add("%d with %d at %d".formatted(traded, maker.order, price));
      left -= traded;
      maker.lots -= traded;
      if (maker.lots == 0) {
        queue.removeFirst();
      }
      if (queue.isEmpty()) {
        makers.remove(price);
      }
    }
    return left;
  }

  private void rest(int order, Side side, long price, long lots, List<String> told) {
    levels(side).computeIfAbsent(price, it -> new ArrayList<>()).add(new Resting(order, lots));
    told.add("rests with " + lots);
  }

  private @Nullable Place find(int order) {
    for (Side side : Side.values()) {
      for (var level : levels(side).entrySet()) {
        for (Resting resting : level.getValue()) {
          if (resting.order == order) {
            return new Place(side, level.getKey(), resting);
          }
        }
      }
    }
    return null;
  }

  private void remove(Place place) {
    List<Resting> queue = levels(place.side).get(place.price);
    queue.remove(place.resting);
    if (queue.isEmpty()) {
      levels(place.side).remove(place.price);
    }
  }

  private TreeMap<Long, List<Resting>> levels(Side side) {
    return sides.get(side);
  }
}
