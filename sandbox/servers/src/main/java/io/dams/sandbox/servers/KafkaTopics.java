package io.dams.sandbox.servers;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics on a broker. Each call is bounded. */
public final class KafkaTopics implements AutoCloseable {

  /** For a machine that does many things at once: a call that is repeated may find itself done. */
  private static final int CALL_SECONDS = 120;

  private static final int REQUEST_SECONDS = 60;
  private static final int LOOK_SECONDS = 5;

  private final Admin admin;

  /** Connects when it is first used. */
  public KafkaTopics(String bootstrap) {
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_SECONDS * 1_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                CALL_SECONDS * 1_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200));
  }

  /** Makes those topics that are missing; others stay as they are. */
  public void ensure(Collection<NewTopic> topics) {
    var missing = new HashSet<>(topics);
    var present = names();
    missing.removeIf(topic -> present.contains(topic.name()));
    create(missing);
  }

  /**
   * Deletes the topics with their records, and every group without members with its offsets; then
   * makes the topics anew.
   */
  public void recreate(Collection<NewTopic> topics) {
    var present = names();
    var old = topics.stream().map(NewTopic::name).filter(present::contains).toList();
    if (!old.isEmpty()) {
      done(admin.deleteTopics(old).all());
    }
    deleteIdleGroups();
    create(topics);
  }

  /** The names of all topics. */
  public Set<String> names() {
    return done(admin.listTopics().names());
  }

  boolean brokerAnswers() {
    var soon = new DescribeClusterOptions().timeoutMs(LOOK_SECONDS * 1_000);
    return !done(admin.describeCluster(soon).nodes()).isEmpty();
  }

  private void deleteIdleGroups() {
    var groups =
        done(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .map(GroupListing::groupId)
            .toList();
    for (var deletion : admin.deleteConsumerGroups(groups).deletedGroups().values()) {
      try {
        done(deletion);
      } catch (IllegalStateException failure) {
        if (!(failure.getCause() instanceof GroupNotEmptyException)) {
          throw failure;
        }
        // Its members are not yet timed out; the broker drops the offsets of deleted topics itself.
      }
    }
  }

  private void create(Collection<NewTopic> topics) {
    if (topics.isEmpty()) {
      return;
    }
    var created = admin.createTopics(topics);
    done(created.all());
    for (var topic : topics) {
      awaitKnown(topic.name(), done(created.topicId(topic.name())));
    }
  }

  /** The controller has made it; the broker answers by what it has heard of, some moments later. */
  private void awaitKnown(String name, Uuid id) {
    var deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(CALL_SECONDS);
    while (!isKnown(name, id)) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException("the broker does not know topic " + name);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean isKnown(String name, Uuid id) {
    try {
      return done(admin.describeTopics(List.of(name)).allTopicNames()).values().stream()
          .allMatch(topic -> topic.topicId().equals(id));
    } catch (IllegalStateException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw failure;
    }
  }

  private static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get(CALL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(String.valueOf(failure.getCause()), failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("Kafka did not answer in %d s".formatted(CALL_SECONDS), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka was asked", interrupted);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
