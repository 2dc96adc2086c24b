package io.dams.matching.takeover;

import io.dams.contracts.topic.Topics;
import io.dams.matching.log.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Looks at how far a shard's owner has come, without touching it. It asks for what is committed
 * even while more is being committed: a busy owner would otherwise look like none.
 */
public class OwnerWatchClient implements AutoCloseable {

  /** Of an offset committed by an owner that ends in order and wants to be followed at once. */
  public static final String RELEASED = "released";

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final TopicPartition commands;
  private final String groupId;
  private final Admin admin;
  private final Duration timeout;

  /** Opens the client. It does not connect before it is asked. */
  public OwnerWatchClient(int shard, KafkaSettings settings) {
    this.commands = new TopicPartition(Topics.CORE_ORDER, shard);
    this.groupId = settings.groupId();
    this.timeout = settings.properties().callTimeout();
    this.admin = Admin.create(settings.admin());
  }

  /**
   * What is seen of an owner.
   *
   * @param nextOffset before it all commands are done; 0 when nothing is known
   * @param released whether it gave the shard up in order
   */
  public record Owner(long nextOffset, boolean released) {}

  /** What is seen now. Kafka's exceptions pass through: then nothing is known. */
  public Owner look() {
    try {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(groupId)
              .partitionsToOffsetAndMetadata()
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .get(commands);
      return committed == null
          ? new Owner(0, false)
          : new Owner(committed.offset(), RELEASED.equals(committed.metadata()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return new Owner(0, false);
      }
      throw new KafkaException("the owner could not be looked at", e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("the owner was not seen", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
