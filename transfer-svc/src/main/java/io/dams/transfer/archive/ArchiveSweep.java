package io.dams.transfer.archive;

import io.dams.platform.inbox.Outages;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what is old enough to the archive, batch by batch, and rests after each for as long as it
 * took: the database has half of the time for those who wait. An order that cannot be moved keeps
 * no other from it; {@code dams.transfer.archive.left} says how many there were.
 */
@Component
class ArchiveSweep {

  private static final Logger log = LoggerFactory.getLogger(ArchiveSweep.class);

  /** A sweep that finds more of them ends: then it is not the orders. */
  private static final int MOST_LEFT = 100;

  private final Archive archive;
  private final ArchiveMapper mapper;
  private final ArchiveProperties properties;
  private final Clock clock;
  private final AtomicInteger left = new AtomicInteger();

  ArchiveSweep(
      Archive archive,
      ArchiveMapper mapper,
      ArchiveProperties properties,
      Clock clock,
      MeterRegistry registry) {
    this.archive = archive;
    this.mapper = mapper;
    this.properties = properties;
    this.clock = clock;
    Gauge.builder("dams.transfer.archive.left", left, AtomicInteger::get).register(registry);
  }

  /** Returns when nothing is left that could be moved. */
  void run() {
    Instant before = clock.instant().atZone(ZoneOffset.UTC).minus(properties.after()).toInstant();
    Set<Long> unmoved = new LinkedHashSet<>();
    boolean more = true;
    while (more && unmoved.size() <= MOST_LEFT && !Thread.currentThread().isInterrupted()) {
      long begun = System.nanoTime();
      List<Long> due = mapper.due(before, properties.batch(), unmoved);
      move(due, unmoved);
      more = due.size() == properties.batch();
      if (more) {
        LockSupport.parkNanos(System.nanoTime() - begun);
      }
    }
    left.set(unmoved.size());
  }

  private void move(List<Long> orders, Set<Long> unmoved) {
    if (orders.isEmpty()) {
      return;
    }
    try {
      archive.move(orders);
    } catch (RuntimeException e) {
      if (Outages.isOutage(e)) {
        throw e;
      }
      if (orders.size() == 1) {
        log.error("order {} cannot be archived", orders.getFirst(), e);
        unmoved.add(orders.getFirst());
      } else {
        orders.forEach(one -> move(List.of(one), unmoved));
      }
    }
  }
}
