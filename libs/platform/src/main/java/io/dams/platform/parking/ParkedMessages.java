package io.dams.platform.parking;

import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.Outages;
import io.dams.platform.inbox.SequenceGapException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Parks records, keeps behind them what follows with the same key, and replays them. */
public class ParkedMessages {

  private static final Logger log = LoggerFactory.getLogger(ParkedMessages.class);
  private static final int MAX_REASON = 1_000;
  private static final int MAX_SOURCE = 60;
  private static final int MAX_GAP = 1_000;
  private static final int GAPS_AT_ONCE = 100;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** Gives a record to the listener of a consumer again. */
  @FunctionalInterface
  interface Redelivery {
    void redeliver(String consumer, ConsumerRecord<String, byte[]> record);
  }

  private final ParkedMessageMapper mapper;
  private final TransactionTemplate transaction;
  private final Redelivery redelivery;

  ParkedMessages(
      ParkedMessageMapper mapper, TransactionTemplate transaction, Redelivery redelivery) {
    this.mapper = mapper;
    this.transaction = transaction;
    this.redelivery = redelivery;
  }

  /** Parks a record. A record that is parked already stays as it is. */
  void park(String consumer, ConsumerRecord<?, ?> record, Throwable failure) {
    log.error("{} parks {}: {}", consumer, place(record), failure.toString());
    insert(consumer, record, failure.toString(), waitsFor(failure));
  }

  /** Whether anything of this topic is parked. */
  boolean hasAny(String consumer, String topic) {
    return mapper.hasAny(consumer, topic);
  }

  /**
   * Parks a record if one of the same key is parked, and says whether it did. One that comes before
   * a gap is not behind it: it may be what is missing.
   */
  boolean parkIfFollowing(String consumer, ConsumerRecord<?, ?> record) {
    String key = key(record);
    if (key.isEmpty() || !mapper.hasParked(consumer, record.topic(), key)) {
      return false;
    }
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              ParkedMessage first = mapper.lockOldest(consumer, record.topic(), key);
              if (first == null || isBefore(record, first)) {
                return false;
              }
              log.warn("{} parks {} behind {}", consumer, place(record), first.id());
              insert(consumer, record, "follows " + first.id(), null);
              return true;
            }));
  }

  /** One page, in the order of parking. */
  List<ParkedMessage> page(long after, int limit) {
    return mapper.page(after, limit);
  }

  /**
   * Gives the record and all that is parked with its key to the listener again, in the order of
   * their numbers, each in one transaction with the row's removal. Stops at the first that fails,
   * with its exception.
   *
   * @return how many were replayed; empty when there is no such row
   */
  Optional<Integer> replay(long id) {
    ParkedMessage parked = mapper.find(id);
    if (parked == null) {
      return Optional.empty();
    }
    if (parked.messageKey().isEmpty()) {
      return Optional.of(replayOne(parked) ? 1 : 0);
    }
    int replayed = 0;
    while (replayOldest(parked.consumer(), parked.topic(), parked.messageKey())) {
      replayed++;
    }
    return Optional.of(replayed);
  }

  /**
   * Gives a record up for good; what follows of its key stays parked, and need not wait for it any
   * more. Says whether it was there.
   */
  boolean discard(long id) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              ParkedMessage parked = mapper.find(id);
              if (parked == null || mapper.delete(id) == 0) {
                return false;
              }
              if (parked.sequenceNumber() > 0) {
                giveUp(parked, parked.sequenceNumber());
              }
              log.warn(
                  "parked message {} of {} was discarded by an operator", id, parked.consumer());
              return true;
            }));
  }

  /**
   * Gives up the messages that are missing before a record, because they will never come; at most
   * 1,000 at a time. The record goes on soon.
   *
   * @return how many; empty when there is no such record, or none is missing
   */
  Optional<Integer> giveUpMissing(long id) {
    Integer count = transaction.execute(_ -> giveUpBefore(mapper.find(id)));
    return Optional.ofNullable(count).filter(n -> n > 0);
  }

  private int giveUpBefore(@Nullable ParkedMessage parked) {
    if (parked == null || parked.waitsFor() == null) {
      return 0;
    }
    long first = parked.waitsFor();
    long end = Math.min(parked.sequenceNumber(), first + MAX_GAP);
    for (long missing = first; missing < end; missing++) {
      giveUp(parked, missing);
    }
    log.warn("an operator gave up {} to {} before {}", first, end - 1, parked.id());
    return Math.toIntExact(end - first);
  }

  /** Replays what waited for a message that has taken effect, or was given up. */
  void goOn() {
    for (long id : mapper.mayGoOn(GAPS_AT_ONCE)) {
      try {
        replay(id);
      } catch (RuntimeException e) {
        Throwable failure = NestedExceptionUtils.getMostSpecificCause(e);
        log.warn("parked message {} cannot go on: {}", id, failure.toString());
        if (!Outages.isOutage(e)) {
          mapper.waitFor(id, waitsFor(failure), cut(failure.toString()));
        }
      }
    }
  }

  private void giveUp(ParkedMessage parked, long sequence) {
    mapper.giveUp(parked.topic(), parked.messageKey(), parked.source(), sequence);
  }

  private static @Nullable Long waitsFor(Throwable failure) {
    return failure instanceof SequenceGapException gap ? gap.waitsFor() : null;
  }

  private static boolean isBefore(ConsumerRecord<?, ?> record, ParkedMessage first) {
    long sequence = sequence(record);
    return first.waitsFor() != null
        && sequence > 0
        && sequence < first.sequenceNumber()
        && source(record).equals(first.source());
  }

  private boolean replayOldest(String consumer, String topic, String key) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              ParkedMessage oldest = mapper.lockOldest(consumer, topic, key);
              if (oldest == null) {
                return false;
              }
              redeliver(oldest);
              return true;
            }));
  }

  private boolean replayOne(ParkedMessage parked) {
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              if (mapper.delete(parked.id()) == 0) {
                return false;
              }
              redelivery.redeliver(parked.consumer(), record(parked));
              return true;
            }));
  }

  private void redeliver(ParkedMessage parked) {
    if (mapper.delete(parked.id()) != 1) {
      throw new IllegalStateException("parked message " + parked.id() + " is locked, and gone");
    }
    redelivery.redeliver(parked.consumer(), record(parked));
  }

  private void insert(
      String consumer, ConsumerRecord<?, ?> record, String reason, @Nullable Long waitsFor) {
    byte[] payload = record.value() instanceof byte[] bytes ? bytes : null;
    mapper.park(
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        key(record),
        source(record),
        sequence(record),
        waitsFor,
        payload,
        headers(record),
        cut(reason));
  }

  private static String cut(String reason) {
    return reason.substring(0, Math.min(reason.length(), MAX_REASON));
  }

  private static String source(ConsumerRecord<?, ?> record) {
    String source = header(record, Topics.CE_SOURCE);
    return source.length() > MAX_SOURCE || !source.chars().allMatch(c -> c < 0x80) ? "" : source;
  }

  /** 0 when there is none that can be read: such a record is poison, or does not count. */
  private static long sequence(ConsumerRecord<?, ?> record) {
    String text = header(record, Topics.CE_SEQUENCE);
    return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String key(ConsumerRecord<?, ?> record) {
    String key = record.key() == null ? "" : record.key().toString();
    return key.length() > 120 ? key.substring(0, 120) : key;
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }

  /** One {@code name: value} in each line. */
  private static String headers(ConsumerRecord<?, ?> record) {
    List<String> lines = new ArrayList<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        String value = new String(header.value(), StandardCharsets.UTF_8);
        lines.add(header.key() + ": " + value.replaceAll("[\\r\\n]", " "));
      }
    }
    return String.join("\n", lines);
  }

  private static ConsumerRecord<String, byte[]> record(ParkedMessage parked) {
    RecordHeaders headers = new RecordHeaders();
    for (String line : parked.headers().lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        headers.add(
            line.substring(0, colon), line.substring(colon + 2).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte @Nullable [] payload = parked.payload();
    return new ConsumerRecord<>(
        parked.topic(),
        parked.partitionNumber(),
        parked.offsetNumber(),
        parked.parkedAt().toEpochMilli(),
        TimestampType.CREATE_TIME,
        parked.messageKey().length(),
        payload == null ? 0 : payload.length,
        parked.messageKey(),
        payload,
        headers,
        Optional.empty());
  }
}
