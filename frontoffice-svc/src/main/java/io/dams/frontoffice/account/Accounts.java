package io.dams.frontoffice.account;

import io.dams.contracts.id.UserId;
import io.dams.frontoffice.account.Account.Role;
import io.dams.frontoffice.privacy.Phone;
import io.dams.frontoffice.privacy.PrivateData;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds and registers accounts by phone number. */
@Component
public class Accounts {

  /** The context in which phone numbers are sealed and hashed. */
  public static final String PHONE = "account.phone";

  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final int ACTIVE = 1;

  /** Ids stay below 2^53, exact in every client's numbers. */
  private static final long ID_BOUND = 1L << 53;

  private final AccountMapper mapper;
  private final PrivateData privateData;
  private final SecureRandom random;
  private final Clock clock;

  Accounts(AccountMapper mapper, PrivateData privateData, SecureRandom random, Clock clock) {
    this.mapper = mapper;
    this.privateData = privateData;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The account of a phone number, registered now if there was none, with its place in the unified
   * accounts checked, or made. In the caller's transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public EntryAnswer enter(Phone phone) {
    byte[] hash = privateData.fingerprint(PHONE, phone.e164());
    AccountMapper.Row row = mapper.byPhone(hash);
    boolean registered = row == null;
    while (row == null) {
      register(phone, hash);
      row = mapper.byPhone(hash);
    }
    Account account = new Account(row.accountId(), Role.of(row.role()), row.status() == ACTIVE);
    UserId mapped = mapper.mapped(hash);
    if (mapped == null) {
      mapper.map(
          hash,
          new UUID(random.nextLong(), random.nextLong()).toString(),
          account.id(),
          clock.instant());
    } else if (!mapped.equals(account.id())) {
      return new EntryAnswer.MappedElsewhere(account);
    }
    return account.active()
        ? new EntryAnswer.Entered(account, registered)
        : new EntryAnswer.Blocked(account);
  }

  /** When the number or the phone is taken, nothing is done: the caller looks and tries again. */
  private void register(Phone phone, byte[] hash) {
    UserId user = new UserId(random.nextLong(1, ID_BOUND));
    try {
      mapper.insert(user, "u" + user, hash, privateData.seal(PHONE, phone.e164()), clock.instant());
    } catch (DuplicateKeyException e) {
      LOG.info("account {} not made, its number or phone is taken", user);
    }
  }

  /**
   * Locks an account until the caller's transaction ends, so that what is counted of it holds.
   * Throws {@link IllegalArgumentException} for no account.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void lock(UserId user) {
    if (mapper.lock(user) == null) {
      throw new IllegalArgumentException("no account " + user);
    }
  }

  /** The phone number of an account; throws {@link IllegalArgumentException} for no account. */
  public Phone phone(UserId user) {
    AccountMapper.Sealed sealed = mapper.sealedPhone(user);
    if (sealed == null) {
      throw new IllegalArgumentException("no account " + user);
    }
    return new Phone(privateData.open(PHONE, sealed.phone()));
  }

  /** What became of an entry. */
  public sealed interface EntryAnswer {

    /** Known, or registered now. */
    record Entered(Account account, boolean registered) implements EntryAnswer {}

    /** The account may not log in. */
    record Blocked(Account account) implements EntryAnswer {}

    /** The unified accounts say that the phone number is another account's. */
    record MappedElsewhere(Account account) implements EntryAnswer {}
  }
}
