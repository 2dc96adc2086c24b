package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What everybody wrote down, as of one moment.
 *
 * @param ledger our token accounts and mirrors
 * @param backoffice our legs, movements and open obligations
 * @param merchants each merchant's own statement, from its first line
 * @param frontoffice what customers are told
 * @param effects of each thing that happened, how often it took effect in the ledger
 * @param pursuit what became of the movements that we owed
 * @param transfers orders of partner apps, in our books and in theirs
 */
record Books(
    Ledger ledger,
    Backoffice backoffice,
    Map<AssetCode, List<StatementPage.Line>> merchants,
    Frontoffice frontoffice,
    Effects effects,
    Pursuit pursuit,
    Transfers transfers) {

  Books {
    merchants = Map.copyOf(merchants);
  }

  /**
   * Transfers with partner apps.
   *
   * @param orders all of them, archived ones too
   * @param strangers journals and holds of the transfer service without an order
   * @param partner the partner's own book; empty when there is none to read
   */
  record Transfers(List<Transfer> orders, long strangers, List<PartnerSays> partner) {

    Transfers {
      orders = List.copyOf(orders);
      partner = List.copyOf(partner);
    }

    /**
     * The same orders, and the partner's book. What is neither ours nor was in that book before
     * ours were read has only begun since, and is left out.
     */
    Transfers withPartner(List<PartnerSays> before, List<PartnerSays> after) {
      Set<String> known =
          Stream.concat(
                  before.stream().map(PartnerSays::orderId),
                  orders.stream().map(Transfer::outOrderId))
              .collect(Collectors.toSet());
      return new Transfers(
          orders,
          strangers,
          after.stream().filter(order -> known.contains(order.orderId())).toList());
    }
  }

  /**
   * An order of a partner app, and what the ledger has of it; units are the ledger's.
   *
   * @param in to a user, else from a user
   * @param status 1, 20, 30, 100, −1
   * @param asked whether the partner was asked to create it or, of a transfer in, has confirmed it
   * @param journalled whether a transfer in has its journal
   * @param userUnits what that journal gave the user
   * @param holdState of a transfer out; null when there is no hold
   */
  record Transfer(
      long id,
      String outOrderId,
      boolean in,
      int status,
      BigDecimal outAmount,
      long amountUnits,
      long feeUnits,
      long actualUnits,
      boolean asked,
      boolean journalled,
      long userUnits,
      @Nullable String holdState,
      long placedUnits,
      @Nullable String callbackState) {

    /** Whether the ledger may have posted it: the partner's yes is recorded. */
    boolean mayBeCredited() {
      return !journalled && !"POSTED".equals(holdState) || status == 30 || status == 100;
    }

    String name() {
      return "transfer " + id + " (" + outOrderId + ")";
    }
  }

  /** An order as the partner has it. */
  record PartnerSays(String orderId, boolean in, String state, BigDecimal outAmount) {}

  /**
   * The ledger's schema.
   *
   * @param assetSums the sum of all entries of each asset
   * @param journalSums journals whose entries of an asset do not sum to zero
   * @param accounts all of them
   * @param holds all of them
   * @param trades of each leg, added up
   * @param groups open or ended
   */
  record Ledger(
      Map<AssetCode, Long> assetSums,
      List<JournalSum> journalSums,
      List<Account> accounts,
      List<Hold> holds,
      Map<LegId, Traded> trades,
      Map<OrderGroupId, LedgerGroup> groups) {

    Ledger {
      assetSums = Map.copyOf(assetSums);
      journalSums = List.copyOf(journalSums);
      accounts = List.copyOf(accounts);
      holds = List.copyOf(holds);
      trades = Map.copyOf(trades);
      groups = Map.copyOf(groups);
    }
  }

  /** A journal that is not balanced. */
  record JournalSum(long journal, String reference, AssetCode asset, long units) {}

  /**
   * An account.
   *
   * @param balanceUnits as the account's row says
   * @param entryUnits the sum of its entries
   */
  record Account(
      String code,
      String kind,
      String owner,
      AssetCode asset,
      long balanceUnits,
      long entryUnits) {}

  /** A hold of tokens; user and asset are null for one that was voided before it was placed. */
  record Hold(
      String id,
      @Nullable String user,
      @Nullable AssetCode asset,
      String state,
      long placedUnits,
      long postedUnits) {

    long openUnits() {
      return state.equals("PLACED") ? placedUnits - postedUnits : 0;
    }
  }

  /** A leg's trades, added up. */
  record Traded(long quantityUnits, long notionalUnits) {

    static final Traded NOTHING = new Traded(0, 0);
  }

  /** A group as the ledger's history has it. */
  record LedgerGroup(String status, String funding, boolean accepted, boolean ended) {}

  /**
   * Backoffice's schema.
   *
   * @param groups all of them
   * @param legs all of them
   * @param moved {@code point_statement_book}
   * @param owed references of obligations that are not settled, stuck ones too
   * @param settlements what buy legs got by each command
   * @param suspense settlements and returns that were given up, and what takes their place
   * @param receivables what merchants owe us
   */
  record Backoffice(
      Map<OrderGroupId, Group> groups,
      List<Leg> legs,
      List<Moved> moved,
      Set<String> owed,
      List<Settlement> settlements,
      List<Suspended> suspense,
      List<Receivable> receivables) {

    Backoffice {
      groups = Map.copyOf(groups);
      legs = List.copyOf(legs);
      moved = List.copyOf(moved);
      owed = Set.copyOf(owed);
      settlements = List.copyOf(settlements);
      suspense = List.copyOf(suspense);
      receivables = List.copyOf(receivables);
    }
  }

  /** A group; holdState is null for one that holds no tokens. */
  record Group(OrderGroupId group, String state, @Nullable String holdState) {

    boolean live() {
      return state.equals("RESERVING") || state.equals("SUBMITTED");
    }
  }

  /** A leg as it was ordered, and what backoffice counted of its trades. */
  record Leg(
      LegId leg,
      AssetCode point,
      Side side,
      String state,
      long quantityUnits,
      long feeUnits,
      long executedUnits) {

    boolean sells() {
      return side == Side.SELL;
    }
  }

  /** A line of {@code point_statement_book}. */
  record Moved(
      TransferId transferId,
      TransferKind kind,
      AssetCode point,
      long units,
      LegId leg,
      @Nullable String uid,
      @Nullable TransferId reverses,
      String merchantReference) {

    /** What it adds to the intermediary account. */
    long intermediaryUnits() {
      return intermediaryUnits(kind, units);
    }

    static long intermediaryUnits(TransferKind kind, long units) {
      return switch (kind) {
        case RESERVE -> units;
        case SETTLE, RETURN, FEE -> -units;
      };
    }
  }

  /** A settlement or return that was given up; claim is null while it waits for a destination. */
  record Suspended(
      TransferId transferId, AssetCode point, long units, @Nullable TransferId claim) {}

  /**
   * Points that a merchant owes us.
   *
   * @param transferId a RESERVE that the merchant has not, or a movement that was written off
   */
  record Receivable(
      TransferId transferId, TransferKind kind, AssetCode point, long units, boolean settled) {
    /** What the mirror of the intermediary account has less by it. */
    long mirrorUnits() {
      return settled && kind == TransferKind.RESERVE ? 0 : units;
    }

    /** What the merchant's own intermediary account has less by it. */
    long merchantUnits() {
      return settled == (kind == TransferKind.RESERVE) ? 0 : units;
    }
  }

  /** What a buy leg got by one command of the core; owed once the command is complete. */
  record Settlement(LegId leg, long command, long units, boolean owed) {}

  /**
   * Frontoffice's schema.
   *
   * @param groups all that were accepted, with their status
   * @param legs of all groups
   */
  record Frontoffice(Map<OrderGroupId, String> groups, Map<LegId, Told> legs) {

    Frontoffice {
      groups = Map.copyOf(groups);
      legs = Map.copyOf(legs);
    }
  }

  /** What a customer is told of a leg: what was executed, and what its merchant has confirmed. */
  record Told(
      long executedUnits,
      long reservedUnits,
      long settledUnits,
      long returnedUnits,
      long feeUnits) {}

  /**
   * Effects in the ledger that other rows of it must account for.
   *
   * @param trades how many trades there are
   * @param tradeJournals how many journals paid for trades
   * @param amounts {@code point_amount}
   * @param orders the same, added up from the histories of orders and trades
   */
  record Effects(
      long trades,
      long tradeJournals,
      Map<AssetCode, Amount> amounts,
      Map<AssetCode, Amount> orders) {

    Effects {
      amounts = Map.copyOf(amounts);
      orders = Map.copyOf(orders);
    }
  }

  /** Open sell quantity, open buy quantity, executed quantity of a point. */
  record Amount(long supplyUnits, long demandUnits, long volumeUnits) {

    static final Amount NOTHING = new Amount(0, 0, 0);
  }

  /**
   * The obligations to move points at a merchant, by the transfer's id.
   *
   * @param done closed SETTLE, RETURN and FEE: nothing more will be tried
   * @param stuck of all kinds: could not be done
   * @param errorBook open entries
   */
  record Pursuit(Set<String> done, Set<String> stuck, Set<String> errorBook) {

    Pursuit {
      done = Set.copyOf(done);
      stuck = Set.copyOf(stuck);
      errorBook = Set.copyOf(errorBook);
    }
  }
}
