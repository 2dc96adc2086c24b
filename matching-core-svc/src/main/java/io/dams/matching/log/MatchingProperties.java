package io.dams.matching.log;

import io.dams.contracts.topic.CoreOrder;
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
 * @param mostOpenOrders the most orders of a shard that are open; a group beyond is refused
 * @param mostRememberedGroups the most ids of groups that a shard remembers
 * @param transactionTimeout after it the broker gives a silent owner's transaction up
 * @param callTimeout the longest wait for an answer of Kafka
 * @param takeOverAfter an instance that stands by takes the shard over when its owner has committed
 *     nothing, not even a tick, for so long
 * @param takeBackAfter the same after an outage of Kafka, for an instance that was the owner
 * @param firstPause before trying again after an outage; doubled each time
 * @param longestPause the most of that
 * @param snapshotCommands a standby takes a snapshot after so many commands, the owner after twice
 *     as many if nobody else did
 * @param snapshotEvery and after so long, if there were any
 * @param snapshotTimeout the longest that writing a snapshot takes
 * @param stateEvery the state hash is computed at most so often
 * @param minReplication the fewest replicas that the topics must have
 * @param minInSyncReplicas the least {@code min.insync.replicas} that the topics must have
 */
@Validated
@ConfigurationProperties("dams.matching")
public record MatchingProperties(
    @NotEmpty List<@Min(0) Integer> shards,
    @DefaultValue("500") @Min(1) int batchCommands,
    @DefaultValue("2000") @Min(1) int batchEvents,
    @DefaultValue("" + CoreOrder.SetBounds.FIRST_OPEN_ORDERS) @Min(1) int mostOpenOrders,
    @DefaultValue("" + CoreOrder.SetBounds.FIRST_REMEMBERED_GROUPS) @Min(1)
        int mostRememberedGroups,
    @DefaultValue("30s") Duration transactionTimeout,
    @DefaultValue("15s") Duration callTimeout,
    @DefaultValue("10s") Duration takeOverAfter,
    @DefaultValue("3s") Duration takeBackAfter,
    @DefaultValue("250ms") Duration firstPause,
    @DefaultValue("10s") Duration longestPause,
    @DefaultValue("500000") @Min(1) int snapshotCommands,
    @DefaultValue("10m") Duration snapshotEvery,
    @DefaultValue("2m") Duration snapshotTimeout,
    @DefaultValue("10s") Duration stateEvery,
    @DefaultValue("3") @Min(1) int minReplication,
    @DefaultValue("2") @Min(1) int minInSyncReplicas) {}
