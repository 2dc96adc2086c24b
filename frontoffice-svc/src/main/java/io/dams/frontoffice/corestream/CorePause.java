package io.dams.frontoffice.corestream;

import io.dams.platform.inbox.CoreStream;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Work during which what is kept of the core's events does not change. */
@Component
public class CorePause {

  private final CoreStream stream;

  CorePause(CoreStream stream) {
    this.stream = stream;
  }

  /**
   * Does the work in a transaction of its own, in which no event of the shard takes effect here, at
   * no copy of this service. Everything up to some event has, and nothing after it.
   */
  public <T> T during(int shard, Supplier<T> work) {
    return stream.paused(CoreEventListener.CONSUMER, shard, work);
  }
}
