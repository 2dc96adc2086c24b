package io.dams.frontoffice.corestream;

import io.dams.contracts.topic.CoreEvent;

/** What a feature keeps from the core's events. All of them see an event in one transaction. */
public interface CoreProjection {

  /**
   * Takes an event, once and in order. An event that it does not care for changes nothing. What it
   * throws stops the stream: then one of the books is wrong.
   */
  void apply(CoreEvent event);
}
