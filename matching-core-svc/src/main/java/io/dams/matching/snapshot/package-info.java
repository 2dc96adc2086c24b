/**
 * Snapshots of an engine in {@code dams.exchange.point.coreSnapshot}, so that a take-over need not
 * read the whole log.
 *
 * <p>A snapshot is nothing but a shortcut: the state is a function of the log, and whoever finds no
 * good snapshot reads the log instead. So none is ever needed to be right, only to be known to be:
 * its manifest, written last, tells its length and its digest, and the chunks and the manifest are
 * one Kafka transaction under the shard's own transactional id, so that of two writers one is
 * fenced and half a snapshot is never seen. Two slots take turns; the slot that holds the newest
 * good snapshot is never written to.
 */
@NullMarked
package io.dams.matching.snapshot;

import org.jspecify.annotations.NullMarked;
