package io.dams.systemtests.bench.book;

/** Looks at every number of every report, and keeps one. */
final class ChecksumTape implements Tape {

  private long checksum;

  long checksum() {
    return checksum;
  }

  @Override
  public void traded(long maker, long taker, long price, long lots) {
    checksum = checksum * 31 + maker;
    checksum = checksum * 31 + taker;
    checksum = checksum * 31 + price;
    checksum = checksum * 31 + lots;
  }

  @Override
  public void removed(long id, long lots) {
    checksum = checksum * 31 + id;
    checksum = checksum * 31 + lots;
  }

  @Override
  public void refused(long id) {
    checksum = checksum * 31 - id;
  }
}
