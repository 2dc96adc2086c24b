package io.dams.frontoffice.corestream;

import io.dams.contracts.topic.CoreEvent;
import java.util.List;

/**
 * What a feature keeps from the core's events. All of them see a run of events in one transaction.
 */
public interface CoreProjection {

  /**
   * Takes events, each once and in order. One that it does not care for changes nothing. Rows of
   * groups and accounts are locked by {@code Groups} alone, for the whole run at once. What it
   * throws stops the stream, if the event alone makes it throw, too: then one of the books is
   * wrong.
   */
  void apply(List<CoreEvent> events);
}
