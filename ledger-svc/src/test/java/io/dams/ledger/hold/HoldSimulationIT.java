package io.dams.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Entry;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random issues, holds, posts, voids and ends, many of them repeated, against a model of two
 * numbers for each user. After each step the ledger agrees with the model, and adds up by itself.
 */
@RealServers(schema = "ledger")
class HoldSimulationIT {

  private static final int USERS = 4;
  private static final int STEPS = 400;

  @Autowired Holds holds;
  @Autowired Issues issues;
  @Autowired Accounts accounts;
  @Autowired Journals journals;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private final AssetCode token = Ids.point("SIM");
  private final List<UserId> users = new ArrayList<>();
  private final Map<UserId, long[]> model = new HashMap<>();
  private final List<Modelled> modelled = new ArrayList<>();
  private int refused;
  private int posted;

  /** A hold as the model has it; {@code left} is 0 once it ended. */
  private static final class Modelled {
    final HoldId id;
    final UserId user;
    long left;

    Modelled(HoldId id, UserId user, long left) {
      this.id = id;
      this.user = user;
      this.left = left;
    }
  }

  @Test
  void agreesWithANaiveModelAfterEveryStep() {
    long seed = Long.getLong("dams.seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < USERS; i++) {
      users.add(Ids.user());
      model.put(users.get(i), new long[2]);
    }
    for (int step = 0; step < STEPS; step++) {
      step(random);
      for (UserId user : users) {
        assertThat(balance(user)).as("seed %d, step %d", seed, step).isEqualTo(model.get(user));
      }
      assertThat(broken()).as("seed %d, step %d", seed, step).isEmpty();
    }
    for (UserId user : users) {
      assertThat(balance(user)).as("seed %d, at the end", seed).isEqualTo(model.get(user));
    }
    assertThat(refused).as("seed %d: holds beyond the balance", seed).isPositive();
    assertThat(posted).as("seed %d: posts", seed).isPositive();
    assertThat(trialBalances.take().findings()).as("seed %d", seed).isEmpty();
  }

  /** Of this simulation's token: what is not zero in sum, below its floor, or not its entries. */
  private List<String> broken() {
    List<String> codes = new ArrayList<>();
    AccountRow.all(AccountId.issuer(token)).forEach(row -> codes.add(row.code()));
    for (UserId user : users) {
      codes.add(AccountId.user(user, token).code());
      codes.add(AccountId.held(user, token).code());
    }
    return jdbc.sql(
            """
            SELECT 'sum' FROM account WHERE code IN (:codes) HAVING SUM(balance_units) <> 0
            UNION ALL
            SELECT code FROM account
            WHERE code IN (:codes) AND kind <> 'ISSUER' AND balance_units < 0
            UNION ALL
            SELECT a.code FROM account a
            WHERE a.code IN (:codes) AND a.balance_units <>
              (SELECT COALESCE(SUM(e.units), 0) FROM entry e WHERE e.account = a.code)
            UNION ALL
            SELECT a.code FROM account a
            WHERE a.code IN (:codes) AND a.kind = 'HELD' AND a.balance_units <>
              (SELECT COALESCE(SUM(h.placed_units - h.posted_units), 0) FROM hold h
               WHERE h.user_id = CAST(a.owner AS SIGNED) AND h.asset = a.asset
                 AND h.state = 'PLACED')
            """)
        .param("codes", codes)
        .query(String.class)
        .list();
  }

  private void step(Random random) {
    UserId user = users.get(random.nextInt(USERS));
    long units = 1 + random.nextInt(50);
    if (random.nextInt(6) == 0) {
      Reference reference = new Reference(AllowList.OPERATOR, Ids.text("sim"));
      twice(random, () -> issues.issue(reference, user, money(units)));
      model.get(user)[0] += units;
    } else if (modelled.isEmpty() || random.nextInt(3) == 0) {
      place(random, user, units);
    } else {
      move(random, modelled.get(random.nextInt(modelled.size())), units);
    }
  }

  private void place(Random random, UserId user, long units) {
    HoldId id = HoldId.of(Ids.group());
    twice(
        random,
        () ->
            holds.place(AllowList.BACKOFFICE, id, AccountId.user(user, token), money(units), null));
    long[] balance = model.get(user);
    if (balance[0] >= units) {
      balance[0] -= units;
      balance[1] += units;
      modelled.add(new Modelled(id, user, units));
    } else {
      refused++;
    }
  }

  private void move(Random random, Modelled hold, long units) {
    UserId payee = users.get(random.nextInt(USERS));
    if (random.nextInt(3) > 0) {
      Reference reference = new Reference(AllowList.CORE, Ids.text("sim"));
      twice(
          random,
          () ->
              holds.post(
                  reference, hold.id, List.of(new Entry(AccountId.user(payee, token), units))));
      if (units <= hold.left) {
        hold.left -= units;
        model.get(hold.user)[1] -= units;
        model.get(payee)[0] += units;
        posted++;
      }
      return;
    }
    if (random.nextBoolean()) {
      twice(random, () -> holds.voidUncommitted(AllowList.BACKOFFICE, hold.id));
    } else {
      Reference reference = new Reference(AllowList.CORE, "end-" + hold.id);
      twice(
          random,
          () ->
              transaction.executeWithoutResult(_ -> holds.end(reference, hold.id, journals::post)));
    }
    model.get(hold.user)[1] -= hold.left;
    model.get(hold.user)[0] += hold.left;
    hold.left = 0;
  }

  private void twice(Random random, Runnable action) {
    for (int i = random.nextInt(2); i >= 0; i--) {
      action.run();
    }
  }

  private long[] balance(UserId user) {
    return accounts.balances(user).stream()
        .findFirst()
        .map(HoldSimulationIT::units)
        .orElse(new long[2]);
  }

  private static long[] units(TokenBalance balance) {
    return new long[] {balance.availableUnits(), balance.heldUnits()};
  }

  private Money money(long units) {
    return new Money(token, units);
  }
}
