package io.dams.platform.parking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Parks records, keeps behind them what follows with the same key, and replays them. */
public class ParkedMessages {

  private static final Logger log = LoggerFactory.getLogger(ParkedMessages.class);
  private static final int MAX_REASON = 1_000;

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
  void park(String consumer, ConsumerRecord<?, ?> record, String reason) {
    log.error("{} parks {}: {}", consumer, place(record), reason);
    insert(consumer, record, reason);
  }

  /** Parks a record if one of the same key is parked, and says whether it did. */
  boolean parkIfFollowing(String consumer, ConsumerRecord<?, ?> record) {
    String key = key(record);
    if (key.isEmpty() || !mapper.hasParked(consumer, record.topic(), key)) {
      return false;
    }
    return Boolean.TRUE.equals(
        transaction.execute(
            _ -> {
              ParkedMessage first = mapper.lockOldest(consumer, record.topic(), key);
              if (first == null) {
                return false;
              }
              log.warn("{} parks {} behind {}", consumer, place(record), first.id());
              insert(consumer, record, "follows " + first.id());
              return true;
            }));
  }

  /** One page, in the order of parking. */
  List<ParkedMessage> page(long after, int limit) {
    return mapper.page(after, limit);
  }

  /**
   * Gives the record and all that is parked with its key to the listener again, oldest first, each
   * in one transaction with the row's removal. Stops at the first that fails, with its exception.
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
   * Gives a record up for good; what follows of its key stays parked. Says whether it was there.
   */
  boolean discard(long id) {
    ParkedMessage parked = mapper.find(id);
    if (parked == null || mapper.delete(id) == 0) {
      return false;
    }
    log.warn("parked message {} of {} was discarded by an operator", id, parked.consumer());
    return true;
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
      throw new IllegalStateException(
          "parked message %d is locked, and gone".formatted(parked.id()));
    }
    redelivery.redeliver(parked.consumer(), record(parked));
  }

  private void insert(String consumer, ConsumerRecord<?, ?> record, String reason) {
    byte[] payload = record.value() instanceof byte[] bytes ? bytes : null;
    mapper.park(
        consumer,
        record.topic(),
        record.partition(),
        record.offset(),
        key(record),
        payload,
        headers(record),
        reason.substring(0, Math.min(reason.length(), MAX_REASON)));
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
