/**
 * The core's log and stream in Kafka, as all of the core sees them: clients' settings, records from
 * and to commands and events, and what the topics must be like.
 */
@NullMarked
package io.dams.matching.log;

import org.jspecify.annotations.NullMarked;
