package io.dams.systemtests.bench.ledger;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.LedgerApplication;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.journal.Entry;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.JournalQueue;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.trial.TrialBalances;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger in a JVM of its own: its beans, called as its controllers and listeners call them.
 * Prints {@code name=figure} lines.
 */
public final class LedgerDriver {

  private static final AssetCode DMT = new AssetCode("DMT");
  private static final int RUN = 200;
  private static final int PLAIN_BATCH = 256;
  private static final int CALLERS = 256;
  private static final int ACCOUNTS_IN_A_JOURNAL = 500;
  private static final long FUNDED = 1_000_000_000L;

  private final ConfigurableApplicationContext ledger;
  private final Journals journals;
  private final JournalQueue queue;
  private final TransactionTemplate transaction;
  private final Zipf zipf;
  private final Duration during;
  private final AtomicLong references = new AtomicLong();

  private LedgerDriver(ConfigurableApplicationContext ledger, int accounts, Duration during) {
    this.ledger = ledger;
    this.journals = ledger.getBean(Journals.class);
    this.queue = ledger.getBean(JournalQueue.class);
    this.transaction = ledger.getBean(TransactionTemplate.class);
    this.zipf = new Zipf(accounts, new SplittableRandom(1));
    this.during = during;
  }

  /** Arguments: accounts, rounds, seconds; then those of the service. */
  public static void main(String[] args) throws Exception {
    int accounts = Integer.parseInt(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Duration during = Duration.ofSeconds(Integer.parseInt(args[2]));
    String[] settings = Arrays.copyOfRange(args, 3, args.length);
    try (var ledger = SpringApplication.run(LedgerApplication.class, settings)) {
      var driver = new LedgerDriver(ledger, accounts, during);
      driver.fund(accounts);
      driver.measure(rounds);
    }
  }

  private void fund(int accounts) {
    for (int from = 1; from <= accounts; from += ACCOUNTS_IN_A_JOURNAL) {
      List<Entry> entries = new ArrayList<>();
      int to = Math.min(from + ACCOUNTS_IN_A_JOURNAL, accounts + 1);
      for (int user = from; user < to; user++) {
        entries.add(new Entry(user(user), FUNDED));
      }
      entries.add(new Entry(AccountId.issuer(DMT), -FUNDED * (to - from)));
      Reference reference = new Reference(AllowList.OPERATOR, "fund-" + from);
      require(queue.post(new Journal(reference, Operation.ISSUE, null, entries)));
    }
  }

  private void measure(int rounds) throws Exception {
    queued();
    plain(1);
    for (int round = 1; round <= rounds; round++) {
      print(round, "plainOneConnection", plain(1));
      print(round, "callersOfTheQueue", queued());
      print(round, "plainTwoConnections", plain(2));
      print(round, "runsOf" + RUN, runs());
      print(round, "eachAlone", alone());
    }
    print(0, "busyWithFloorEachAlone", busy(user(1), false));
    print(0, "busyWithFloorThroughTheQueue", busy(user(1), true));
    print(0, "busyWithoutFloorEachAlone", busy(AccountId.system("bench", 0, DMT), false));
    var balance = ledger.getBean(TrialBalances.class).take();
    if (!balance.balanced()) {
      throw new IllegalStateException("the ledger does not add up: " + balance.findings());
    }
    System.out.println("balanced=1");
  }

  private static void print(int round, String what, long perSecond) {
    String line = (round == 0 ? "" : round + ".") + what + "=" + perSecond;
    System.out.println(line);
    System.err.println(line + " journals/s");
  }

  /** As REST callers: each waits until its journal is on disk. */
  private long queued() throws Exception {
    return Timed.perSecond(
        during,
        CALLERS,
        _ -> {
          var random = random();
          return () -> require(queue.post(journal(random)));
        });
  }

  /** As the core's listener: many journals in a transaction, two shards. */
  private long runs() throws Exception {
    return Timed.perSecond(
        during,
        2,
        _ -> {
          var random = random();
          return () -> {
            List<Journal> run = IntStream.range(0, RUN).mapToObj(_ -> journal(random)).toList();
            Objects.requireNonNull(transaction.execute(_ -> journals.postAll(run)))
                .forEach(LedgerDriver::require);
            return RUN;
          };
        });
  }

  /** Without group commit. */
  private long alone() throws Exception {
    return Timed.perSecond(
        during,
        10,
        _ -> {
          var random = random();
          return () -> postAlone(journal(random));
        });
  }

  /** All journals take from one account. */
  private long busy(AccountId payer, boolean queued) throws Exception {
    return Timed.perSecond(
        during.dividedBy(2),
        queued ? CALLERS : 10,
        _ -> {
          var random = random();
          return () -> {
            AccountId payee = user(2 + random.nextInt(1_000));
            Operation operation = Operation.POST_JOURNAL;
            Journal journal = journal(AllowList.TRANSFER, operation, payer, payee, 1);
            return queued ? require(queue.post(journal)) : postAlone(journal);
          };
        });
  }

  private int postAlone(Journal journal) {
    return require(Objects.requireNonNull(transaction.execute(_ -> journals.post(journal))));
  }

  private long plain(int connections) throws Exception {
    AtomicLong ids = new AtomicLong(lastJournal() + 1);
    List<PlainRows> writers = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        writers.add(new PlainRows(connection(), ids, zipf, random()));
      }
      return Timed.perSecond(
          during, connections, thread -> () -> writers.get(thread).write(PLAIN_BATCH));
    } finally {
      for (PlainRows writer : writers) {
        writer.close();
      }
    }
  }

  private long lastJournal() throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM journal")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connection() throws SQLException {
    return ledger.getBean(DataSource.class).getConnection();
  }

  private Journal journal(RandomGenerator random) {
    int from = zipf.next(random);
    int to = zipf.nextOther(from, random);
    return journal(AllowList.CORE, Operation.TRADE, user(from), user(to), 1 + random.nextInt(100));
  }

  private Journal journal(
      String caller, Operation operation, AccountId from, AccountId to, long units) {
    var reference = new Reference(caller, "bench-" + references.incrementAndGet());
    return Journal.transfer(reference, operation, null, from, to, new Money(DMT, units));
  }

  private RandomGenerator random() {
    return new SplittableRandom(references.incrementAndGet());
  }

  private static AccountId user(int number) {
    return AccountId.user(new UserId(number), DMT);
  }

  private static int require(JournalAnswer answer) {
    if (!(answer instanceof JournalAnswer.Posted)) {
      throw new IllegalStateException("not posted: " + answer);
    }
    return 1;
  }
}
