package io.dams.matching.shard;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What this instance owns, and the bounds it works in.
 *
 * @param shards the partitions of the core's topics that it takes over when it starts
 * @param batchCommands the most commands of one Kafka transaction
 * @param batchEvents after so many events a transaction is committed before the next command
 * @param transactionTimeout after it the broker gives a silent owner's transaction up
 * @param callTimeout the longest wait for an answer of Kafka
 * @param takeOverAfter a fenced instance stands by, and takes its shard back when a command has
 *     waited so long
 * @param firstPause before trying again after an outage; doubled each time
 * @param longestPause the most of that
 * @param minReplication the fewest replicas that both topics must have
 * @param minInSyncReplicas the least {@code min.insync.replicas} that both topics must have
 */
@Validated
@ConfigurationProperties("dams.matching")
record MatchingProperties(
    @NotEmpty List<@Min(0) Integer> shards,
    @DefaultValue("500") @Min(1) int batchCommands,
    @DefaultValue("2000") @Min(1) int batchEvents,
    @DefaultValue("30s") Duration transactionTimeout,
    @DefaultValue("15s") Duration callTimeout,
    @DefaultValue("10s") Duration takeOverAfter,
    @DefaultValue("250ms") Duration firstPause,
    @DefaultValue("10s") Duration longestPause,
    @DefaultValue("3") @Min(1) int minReplication,
    @DefaultValue("2") @Min(1) int minInSyncReplicas) {}
