package io.dams.transfer.reading;

/** Where lists are read: a replica if there is one, else where orders are written. */
public interface Reading extends AutoCloseable {

  /**
   * A mapper that only selects.
   *
   * @param type not annotated with {@code @Mapper}: the scan would connect it to the primary
   */
  <T> T mapper(Class<T> type);

  @Override
  void close();
}
