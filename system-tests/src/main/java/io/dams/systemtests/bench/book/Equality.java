package io.dams.systemtests.bench.book;

/**
 * Whether both books answer a flow alike, message by message, and rest alike in the end. Arguments:
 * swing, orders, seed.
 */
final class Equality {

  /** Keeps the reports of one message as text, to be shown when they differ. */
  private static final class Protocol implements Tape {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void traded(long maker, long taker, long price, long lots) {
      text.append("%d trades with %d at %d x %d%n".formatted(taker, maker, price, lots));
    }

    @Override
    public void removed(long id, long lots) {
      text.append("%d loses %d%n".formatted(id, lots));
    }

    @Override
    public void refused(long id) {
      text.append("%d refused%n".formatted(id));
    }
  }

  /** What a flow comes to. */
  private static final class Count implements Tape {

    private final ChecksumTape checksum = new ChecksumTape();
    private int trades;
    private int removed;
    private int refused;

    @Override
    public void traded(long maker, long taker, long price, long lots) {
      trades++;
      checksum.traded(maker, taker, price, lots);
    }

    @Override
    public void removed(long id, long lots) {
      removed++;
      checksum.removed(id, lots);
    }

    @Override
    public void refused(long id) {
      refused++;
      checksum.refused(id);
    }
  }

  private Equality() {}

  public static void main(String[] arguments) {
    int swingPercent = Integer.parseInt(arguments[0]);
    int orders = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    System.out.println(check(new OrderFlow(swingPercent, orders, seed)));
  }

  /** Throws {@link IllegalStateException} with both reports of the first message that differs. */
  static String check(OrderFlow flow) {
    BookUnderTest ours = BookKind.DAMS.open(flow.orders());
    BookUnderTest theirs = BookKind.EXCHANGE_CORE.open(flow.orders());
    Count ourCount = new Count();
    Count theirCount = new Count();
    for (int message = 0; message < flow.size(); message++) {
      ours.apply(flow, message, ourCount);
      theirs.apply(flow, message, theirCount);
      if (ourCount.checksum.checksum() != theirCount.checksum.checksum()) {
        throw new IllegalStateException(
            "message %d:%n%s%sis not%n%s%s"
                .formatted(
                    message,
                    BookKind.DAMS,
                    replay(BookKind.DAMS, flow, message),
                    BookKind.EXCHANGE_CORE,
                    replay(BookKind.EXCHANGE_CORE, flow, message)));
      }
    }
    if (!ours.resting().equals(theirs.resting())) {
      throw new IllegalStateException("the books differ in the end");
    }
    return "%d messages, %d trades, %d removed, %d refused, %d rest in the end"
        .formatted(
            flow.size(),
            ourCount.trades,
            ourCount.removed,
            ourCount.refused,
            ours.resting().size());
  }

  private static String replay(BookKind kind, OrderFlow flow, int last) {
    BookUnderTest book = kind.open(flow.orders());
    ChecksumTape unread = new ChecksumTape();
    for (int message = 0; message < last; message++) {
      book.apply(flow, message, unread);
    }
    Protocol protocol = new Protocol();
    book.apply(flow, last, protocol);
    return " says\n" + protocol.text;
  }
}
