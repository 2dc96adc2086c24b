package io.dams.ledger.funding;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountRow;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.account.Operation;
import io.dams.ledger.history.MismatchException;
import io.dams.ledger.history.OrderGroup;
import io.dams.ledger.hold.HoldId;
import io.dams.ledger.hold.HoldOutcome;
import io.dams.ledger.hold.Holds;
import io.dams.ledger.journal.Journal;
import io.dams.ledger.journal.JournalAnswer;
import io.dams.ledger.journal.Journals;
import io.dams.ledger.journal.Reference;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the tokens of order groups move, told by the core's events. A linked group has a purse; a
 * single buy leg is paid by its hold; a group of sells is credited at each fill. What the core says
 * must fit what is here, or {@link MismatchException}. Journals are gathered in {@link Bookings}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Funds {

  private final Accounts accounts;
  private final Journals journals;
  private final Holds holds;

  Funds(Accounts accounts, Journals journals, Holds holds) {
    this.accounts = accounts;
    this.journals = journals;
    this.holds = holds;
  }

  /**
   * The group is on its way to the core, or there: a linked one gets its purse, a held one's hold
   * is now the core's to end. To hear it again changes nothing.
   */
  public void open(OrderGroupTerms terms, Bookings bookings) {
    switch (terms.funding()) {
      case LINKED -> bookings.open(AccountId.purse(terms.group(), terms.token()));
      case HOLD -> {
        Money units = new Money(terms.token(), terms.legs().getFirst().limitNotionalUnits());
        AccountId account = AccountId.user(terms.user(), terms.token());
        HoldOutcome outcome = holds.commit(HoldId.of(terms.group()), account, units);
        if (outcome instanceof HoldOutcome.Refused) {
          throw new MismatchException(
              "group " + terms.group() + " needs a hold of " + units + ": " + outcome);
        }
      }
      case SELL_ONLY -> {}
    }
  }

  /** The buyer pays the seller. */
  public void pay(
      String trade, OrderGroup buyer, OrderGroup seller, long notionalUnits, Bookings bookings) {
    var reference = new Reference(AllowList.CORE, "trade-" + trade);
    var money = new Money(buyer.token(), notionalUnits);
    AccountId payee = payee(seller);
    switch (buyer.funding()) {
      case HOLD -> {
        HoldId hold = HoldId.of(buyer.group());
        HoldOutcome outcome = holds.draw(reference, hold, payee, money, bookings::post);
        if (!(outcome instanceof HoldOutcome.Changed)) {
          throw new MismatchException(reference + " of " + money + " was not paid: " + outcome);
        }
      }
      case LINKED -> {
        AccountId purse = AccountId.purse(buyer.group(), buyer.token());
        bookings.post(Journal.transfer(reference, Operation.TRADE, null, purse, payee, money));
      }
      case SELL_ONLY -> throw new MismatchException(reference + ": " + buyer + " buys nothing");
    }
  }

  /** The group has ended: what its purse or hold has left is the user's again. */
  public void end(OrderGroup group, long residueUnits, Bookings bookings) {
    switch (group.funding()) {
      case LINKED -> emptyPurse(group, residueUnits, bookings);
      case HOLD -> requireResidue(group.group(), freeHold(group.group(), bookings), residueUnits);
      case SELL_ONLY -> requireResidue(group.group(), 0, residueUnits);
    }
  }

  /** The core refused the group: its hold is free again. */
  public void reject(OrderGroup group, Bookings bookings) {
    if (group.funding() == Funding.HOLD) {
      freeHold(group.group(), bookings);
    }
  }

  /**
   * Posts what was gathered.
   *
   * @throws MismatchException when a journal is refused, or a purse that should be empty is not
   */
  public void book(Bookings bookings) {
    bookings.opened().stream().distinct().sorted().forEach(accounts::open);
    List<JournalAnswer> answers = journals.postAll(bookings.journals());
    for (int i = 0; i < answers.size(); i++) {
      if (!(answers.get(i) instanceof JournalAnswer.Posted)) {
        throw new MismatchException(
            bookings.journals().get(i).reference() + " was not posted: " + answers.get(i));
      }
    }
    if (!bookings.emptied().isEmpty()) {
      accounts
          .lock(bookings.emptied().stream().map(purse -> new AccountRow(purse, 0)).toList())
          .units()
          .forEach(
              (purse, left) -> {
                if (left != 0) {
                  throw new MismatchException(
                      purse + " has " + left + " left beyond what the core says");
                }
              });
    }
  }

  private void emptyPurse(OrderGroup group, long residueUnits, Bookings bookings) {
    AccountId purse = AccountId.purse(group.group(), group.token());
    if (residueUnits < 0) {
      throw new MismatchException(purse + " has " + residueUnits + " left at the core");
    }
    if (residueUnits > 0) {
      bookings.post(
          Journal.transfer(
              new Reference(AllowList.CORE, "end-" + group.group()),
              Operation.END_GROUP,
              group.group(),
              purse,
              AccountId.user(group.user(), group.token()),
              new Money(group.token(), residueUnits)));
    }
    bookings.empty(purse);
  }

  private long freeHold(OrderGroupId group, Bookings bookings) {
    var reference = new Reference(AllowList.CORE, "end-" + group);
    HoldOutcome outcome = holds.end(reference, HoldId.of(group), bookings::post);
    return switch (outcome) {
      case HoldOutcome.Changed changed -> changed.moved().units();
      case HoldOutcome.Unchanged _ -> 0;
      case HoldOutcome.Refused refused ->
          throw new MismatchException("group " + group + " cannot free its hold: " + refused);
    };
  }

  private static void requireResidue(OrderGroupId group, long left, long residueUnits) {
    if (left != residueUnits) {
      throw new MismatchException(
          "group " + group + " has " + left + " left, at the core " + residueUnits);
    }
  }

  private static AccountId payee(OrderGroup seller) {
    UserId user = seller.user();
    AssetCode token = seller.token();
    return switch (seller.funding()) {
      case LINKED -> AccountId.purse(seller.group(), token);
      case SELL_ONLY -> AccountId.user(user, token);
      case HOLD -> throw new MismatchException(seller + " sells nothing");
    };
  }
}
