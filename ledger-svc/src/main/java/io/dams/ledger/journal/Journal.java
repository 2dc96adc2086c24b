package io.dams.ledger.journal;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries that happen together or not at all. For each asset they sum to zero; each account occurs
 * once; they stand in the order of their accounts.
 *
 * @param reference the caller's name for it
 * @param operation what the caller does
 * @param group the order group that it is for; null when it is for none
 * @param entries two or more
 */
public record Journal(
    Reference reference, Operation operation, @Nullable OrderGroupId group, List<Entry> entries) {

  /** Throws {@link IllegalArgumentException} when the entries are not balanced. */
  public Journal {
    entries = entries.stream().sorted(Comparator.comparing(Entry::account)).toList();
    if (entries.size() < 2) {
      throw new IllegalArgumentException("journal " + reference + " needs two entries or more");
    }
    if (entries.stream().map(Entry::account).distinct().count() != entries.size()) {
      throw new IllegalArgumentException("journal " + reference + " names an account twice");
    }
    sums(entries)
        .forEach(
            (asset, units) -> {
              if (units != 0) {
                throw new IllegalArgumentException(
                    "journal " + reference + " is off by " + units + " " + asset);
              }
            });
  }

  /**
   * A journal of two entries.
   *
   * @param money positive, of the asset of both accounts
   */
  public static Journal transfer(
      Reference reference,
      Operation operation,
      @Nullable OrderGroupId group,
      AccountId from,
      AccountId to,
      Money money) {
    if (money.units() <= 0) {
      throw new IllegalArgumentException("journal " + reference + " moves " + money);
    }
    if (!from.asset().equals(money.asset())) {
      throw new IllegalArgumentException(from + " does not count " + money.asset());
    }
    return new Journal(
        reference,
        operation,
        group,
        List.of(new Entry(from, -money.units()), new Entry(to, money.units())));
  }

  /** The kinds of the accounts that it touches. */
  public Set<AccountKind> kinds() {
    Set<AccountKind> kinds = EnumSet.noneOf(AccountKind.class);
    entries.forEach(entry -> kinds.add(entry.account().kind()));
    return kinds;
  }

  /** The rows of its accounts for a stripe's hash, one for each entry. */
  List<AccountRow> rows(int stripe) {
    return entries.stream().map(entry -> AccountRow.of(entry.account(), stripe)).toList();
  }

  /** Whether the other says the same, whatever its reference. */
  boolean saysTheSame(Journal other) {
    return operation == other.operation
        && Objects.equals(group, other.group)
        && entries.equals(other.entries);
  }

  /** SHA-256 over all that it says, without the reference: equal for equal bodies only. */
  public byte[] bodyHash() {
    var body = new StringBuilder(operation.name()).append('\n').append(group).append('\n');
    for (Entry entry : entries) {
      body.append(entry.account().code()).append(' ');
      body.append(entry.account().asset()).append(' ').append(entry.units()).append('\n');
    }
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(body.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Map<AssetCode, Long> sums(List<Entry> entries) {
    Map<AssetCode, Long> sums = new TreeMap<>();
    try {
      entries.forEach(entry -> sums.merge(entry.account().asset(), entry.units(), Math::addExact));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("entries beyond 64 bits", e);
    }
    return sums;
  }
}
