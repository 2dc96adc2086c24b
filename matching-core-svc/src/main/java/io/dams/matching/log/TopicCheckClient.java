package io.dams.matching.log;

import io.dams.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;

/** Looks whether the topics of the core are such that a shard can rest on them. */
public class TopicCheckClient {

  private final Map<String, Object> settings;
  private final MatchingProperties properties;

  /** Looks with these settings. */
  public TopicCheckClient(KafkaSettings settings) {
    this.settings = settings.admin();
    this.properties = settings.properties();
  }

  /** Throws {@link UnfitTopicsException} that tells all that is wrong, if anything is. */
  public void check(int shard) {
    List<String> faults = faults(shard);
    if (!faults.isEmpty()) {
      throw new UnfitTopicsException(faults);
    }
  }

  private List<String> faults(int shard) {
    List<ConfigResource> resources =
        Stream.of(Topics.CORE_ORDER, Topics.CORE_EVENT, Topics.CORE_SNAPSHOT)
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    List<String> faults = new ArrayList<>();
    try (Admin admin = Admin.create(settings)) {
      List<String> names = resources.stream().map(ConfigResource::name).toList();
      Map<String, TopicDescription> topics = get(admin.describeTopics(names).allTopicNames());
      Map<ConfigResource, Config> configs = get(admin.describeConfigs(resources).all());
      for (ConfigResource resource : resources) {
        TopicDescription topic = topics.get(resource.name());
        Config config = configs.get(resource);
        if (topic == null || config == null) {
          faults.add(resource.name() + " is not there");
          continue;
        }
        check(faults, topic, shard);
        check(faults, topic, config);
      }
    }
    return faults;
  }

  private void check(List<String> faults, TopicDescription topic, Config config) {
    String inSync = value(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    if (inSync.isEmpty() || Integer.parseInt(inSync) < properties.minInSyncReplicas()) {
      faults.add(topic.name() + " has min.insync.replicas=" + inSync);
    }
    if (topic.name().equals(Topics.CORE_SNAPSHOT)) {
      expect(faults, topic, config, TopicConfig.CLEANUP_POLICY_CONFIG, "compact");
      return;
    }
    expect(faults, topic, config, TopicConfig.RETENTION_MS_CONFIG, "-1");
    expect(faults, topic, config, TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    expect(faults, topic, config, TopicConfig.CLEANUP_POLICY_CONFIG, "delete");
    if (topic.name().equals(Topics.CORE_ORDER)) {
      expect(faults, topic, config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }
  }

  private void check(List<String> faults, TopicDescription topic, int shard) {
    if (topic.partitions().size() <= shard) {
      faults.add(topic.name() + " has " + topic.partitions().size() + " partitions");
    } else if (topic.partitions().get(shard).replicas().size() < properties.minReplication()) {
      faults.add(
          topic.name() + " has " + topic.partitions().get(shard).replicas().size() + " replicas");
    }
  }

  private static void expect(
      List<String> faults, TopicDescription topic, Config config, String name, String expected) {
    String value = value(config, name);
    if (!value.equals(expected)) {
      faults.add(topic.name() + " has " + name + "=" + value + ", not " + expected);
    }
  }

  private static String value(Config config, String name) {
    var entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  private <T> T get(KafkaFuture<T> future) {
    Duration timeout = properties.callTimeout();
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new KafkaException("the topics could not be looked at", e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("the topics were not told", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
