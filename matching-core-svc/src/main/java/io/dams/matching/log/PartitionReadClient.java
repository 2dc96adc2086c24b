package io.dams.matching.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads stretches of one partition. It moves the consumer, which must be assigned to it. */
public final class PartitionReadClient {

  private static final Duration POLL_WAIT = Duration.ofMillis(100);

  /** So far back from the end it looks for a last record at first; then further. */
  private static final long FIRST_LOOK_BACK = 16;

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Duration timeout;

  /**
   * @param timeout how long it waits for records that must be there
   */
  public PartitionReadClient(
      Consumer<String, byte[]> consumer, TopicPartition partition, Duration timeout) {
    this.consumer = consumer;
    this.partition = partition;
    this.timeout = timeout;
  }

  /** The offset of the first record. */
  public long beginning() {
    return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /** The offset behind the last record. */
  public long end() {
    return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /** The last record before an offset that is of the kind; null when there is none. */
  public @Nullable ConsumerRecord<String, byte[]> lastBefore(
      long end, Predicate<ConsumerRecord<String, byte[]>> kind) {
    long beginning = beginning();
    // Between the records stand markers of transactions, and records of aborted ones.
    long to = end;
    for (long back = FIRST_LOOK_BACK; to > beginning; back *= FIRST_LOOK_BACK) {
      long from = Math.max(beginning, end - back);
      ConsumerRecord<String, byte[]> last = null;
      Iterator<ConsumerRecord<String, byte[]>> records = between(from, to);
      while (records.hasNext()) {
        ConsumerRecord<String, byte[]> each = records.next();
        last = kind.test(each) ? each : last;
      }
      if (last != null) {
        return last;
      }
      to = from;
    }
    return null;
  }

  /**
   * The records from an offset on, before another, in order. Throws Kafka's {@link
   * TimeoutException} when they do not come.
   */
  public Iterator<ConsumerRecord<String, byte[]>> between(long from, long to) {
    consumer.seek(partition, from);
    return new Stretch(to);
  }

  private final class Stretch implements Iterator<ConsumerRecord<String, byte[]>> {

    private final long to;
    private final ArrayDeque<ConsumerRecord<String, byte[]>> read = new ArrayDeque<>();

    Stretch(long to) {
      this.to = to;
    }

    @Override
    public boolean hasNext() {
      long startNanos = System.nanoTime();
      while (read.isEmpty() && consumer.position(partition) < to) {
        read.addAll(consumer.poll(POLL_WAIT).records(partition));
        if (read.isEmpty() && System.nanoTime() - startNanos > timeout.toNanos()) {
          throw new TimeoutException(partition + " could not be read to offset " + to);
        }
      }
      return !read.isEmpty() && read.peek().offset() < to;
    }

    @Override
    public ConsumerRecord<String, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return read.remove();
    }
  }
}
