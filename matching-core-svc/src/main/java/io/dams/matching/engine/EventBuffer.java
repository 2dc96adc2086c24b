package io.dams.matching.engine;

import io.dams.contracts.topic.CoreEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of one command, which are told when all of it is done, or not at all. */
final class EventBuffer {

  private final List<EngineEvent> events = new ArrayList<>();
  private int size;

  /** The next event, to be filled in. */
  EngineEvent add() {
    if (size == events.size()) {
      events.add(new EngineEvent());
    }
    return events.get(size++);
  }

  void add(CoreEvent.Body rare) {
    add().other(rare);
  }

  /**
   * Tells all events in their order, and is empty then.
   *
   * @param sequence of the last event before them
   * @return that of the last of them
   */
  long tell(int shard, long sequence, long command, Instant at, Consumer<EngineEvent> told) {
    for (int i = 0; i < size; i++) {
      EngineEvent event = events.get(i);
      event.number(shard, sequence + i + 1, command, i == size - 1, at);
      told.accept(event);
      event.forget();
    }
    long next = sequence + size;
    size = 0;
    return next;
  }
}
