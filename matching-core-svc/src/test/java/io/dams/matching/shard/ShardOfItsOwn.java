package io.dams.matching.shard;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests on a real Kafka: topics made anew for each class, and for each test a shard of its own. */
public abstract class ShardOfItsOwn {

  private static final int SHARDS = 16;
  private static final AtomicInteger NEXT_SHARD = new AtomicInteger();

  protected LocalShard shard;
  protected CoreTopics topics;

  /** The shard's number. */
  protected int number;

  @BeforeAll
  protected static void makeTopics() {
    NEXT_SHARD.set(0);
    CoreTopics.recreate(SHARDS);
  }

  @BeforeEach
  protected void open() {
    number = NEXT_SHARD.getAndIncrement();
    shard = new LocalShard(number);
    topics = shard.topics();
  }

  @AfterEach
  protected void close() throws InterruptedException {
    shard.close();
  }
}
