package io.dams.transfer.breakbook;

import io.dams.transfer.app.Apps;
import io.dams.transfer.order.TransferOrder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The book of breaks. What is noted twice stands once. */
@Component
public class BreakBook {

  private static final Logger log = LoggerFactory.getLogger(BreakBook.class);
  private static final int MAX_TEXT = 255;

  private final BreakMapper mapper;
  private final Apps apps;
  private final Counter noted;

  BreakBook(BreakMapper mapper, Apps apps, MeterRegistry registry) {
    this.mapper = mapper;
    this.apps = apps;
    this.noted = Counter.builder("dams.transfer.breaks.noted").register(registry);
  }

  /** Notes a difference; one that was resolved, or says something else by now, is open again. */
  @Transactional
  public void note(TransferOrder order, String rule, String ours, String theirs) {
    mapper.note(order.transferAppId(), order.id(), rule, shortened(ours), shortened(theirs));
    noted.increment();
    log.error("order {} breaks {}: ours {}, theirs {}", order.id(), rule, ours, theirs);
  }

  /** Moves a break on; empty when there is none, or it is resolved. */
  @Transactional
  Optional<Break> move(long id, Break.State state, String note, String operator) {
    if (mapper.move(id, state, shortened(note), operator) != 1) {
      return Optional.empty();
    }
    apps.audit(operator, "BREAK_" + state, "break-" + id, note);
    return mapper.find(id);
  }

  List<Break> list(@Nullable Integer app, Break.@Nullable State state, long after, int limit) {
    return mapper.list(app, state, after, limit);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), MAX_TEXT));
  }
}
