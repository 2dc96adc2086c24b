/** A Kafka broker and controller in one JVM, with the server's jars kept to itself. */
@NullMarked
package io.dams.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
