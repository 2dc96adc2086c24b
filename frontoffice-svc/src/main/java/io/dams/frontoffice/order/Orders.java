package io.dams.frontoffice.order;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import io.dams.frontoffice.account.Accounts;
import io.dams.frontoffice.draft.Drafts;
import io.dams.frontoffice.draft.Drafts.AskedLeg;
import io.dams.frontoffice.draft.Funds;
import io.dams.frontoffice.draft.OrderDraft;
import io.dams.frontoffice.draft.OrderProblem;
import io.dams.frontoffice.draft.OrderRules;
import io.dams.frontoffice.draft.Refusal;
import io.dams.frontoffice.progress.GroupProblem;
import io.dams.frontoffice.progress.GroupView;
import io.dams.frontoffice.progress.GroupView.LegView;
import io.dams.frontoffice.progress.Groups;
import io.dams.frontoffice.quote.Quote;
import io.dams.frontoffice.quote.Quotes;
import io.dams.platform.idempotency.IdempotencyKeys;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import io.dams.platform.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Places and cancels order groups. What is accepted is one transaction: the idempotency key, the
 * use of the quote, the accepted rows, and the command to backoffice in the outbox.
 */
@Component
class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final int ID_TRIES = 3;

  private final Accounts accounts;
  private final IdempotencyKeys keys;
  private final Drafts drafts;
  private final Funds funds;
  private final Quotes quotes;
  private final Groups groups;
  private final Outbox outbox;
  private final OrderProperties properties;
  private final SecureRandom random;
  private final Clock clock;

  Orders(
      Accounts accounts,
      IdempotencyKeys keys,
      Drafts drafts,
      Funds funds,
      Quotes quotes,
      Groups groups,
      Outbox outbox,
      OrderProperties properties,
      SecureRandom random,
      Clock clock) {
    this.accounts = accounts;
    this.keys = keys;
    this.drafts = drafts;
    this.funds = funds;
    this.quotes = quotes;
    this.groups = groups;
    this.outbox = outbox;
    this.properties = properties;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Accepts an order group. Command: {@link InputOrder.PlaceOrderGroup}. The same key again gets
   * the first answer, without another look at prices and balances; a refusal is not remembered.
   * Throws the problem that names the field and the rule.
   */
  GroupView place(UserId user, String key, PlaceOrder order) {
    String scope = "order-groups/" + user;
    Optional<GroupView> first = keys.recall(scope, key, order, GroupView.class);
    if (first.isPresent()) {
      return first.get();
    }
    try {
      return placeNew(user, scope, key, order);
    } catch (ProblemException refusal) {
      // the same request was accepted meanwhile, and that may be why it is refused here
      return keys.recall(scope, key, order, GroupView.class).orElseThrow(() -> refusal);
    }
  }

  private GroupView placeNew(UserId user, String scope, String key, PlaceOrder order) {
    OrderDraft draft = draft(user, order);
    refuse(OrderRules.check(draft));
    if (order instanceof PlaceOrder.ByQuote byQuote) {
      sameTerms(user, byQuote, draft);
    }
    refuseTooManyOpen(user);
    refuse(funds.check(draft, draft.terms(nextId())));
    for (int tried = 1; ; tried++) {
      OrderGroupTerms terms = draft.terms(nextId());
      try {
        return keys.answer(scope, key, order, GroupView.class, () -> accept(order, draft, terms));
      } catch (DuplicateKeyException e) {
        if (tried == ID_TRIES) {
          throw e;
        }
        LOG.info("order group id {} is taken, another is made", terms.group());
      }
    }
  }

  private void refuseTooManyOpen(UserId user) {
    if (groups.countOpen(user) >= properties.maxOpenGroups()) {
      refuse(Refusal.of(OrderProblem.TOO_MANY_OPEN, "", "at most " + properties.maxOpenGroups()));
    }
  }

  /** Counts the open groups again, now that no other one of the user can be added. */
  private GroupView accept(PlaceOrder order, OrderDraft draft, OrderGroupTerms terms) {
    accounts.lock(terms.user());
    refuseTooManyOpen(terms.user());
    if (order instanceof PlaceOrder.ByQuote byQuote
        && !quotes.use(byQuote.quoteId(), terms.group())) {
      usable(quotes.find(terms.user(), byQuote.quoteId()));
      refuse(quoteExpired());
    }
    GroupView view = groups.accept(terms, draft.tokenScale(), draft.pointScales());
    send(terms.group(), new InputOrder.PlaceOrderGroup(terms));
    return view;
  }

  /**
   * Asks for the end of a group, or of one leg. Command: {@link InputOrder.CancelOrderGroup}. What
   * was cancelled already is answered as it is; what ended otherwise is too late.
   *
   * @param leg null for the whole group
   */
  GroupView cancel(UserId user, String key, OrderGroupId group, @Nullable LegId leg) {
    return keys.answer(
        "order-cancels/" + user,
        key,
        new InputOrder.CancelOrderGroup(group, user, leg),
        GroupView.class,
        () -> cancel(user, group, leg));
  }

  private GroupView cancel(UserId user, OrderGroupId id, @Nullable LegId leg) {
    GroupView group = groups.askCancel(user, id, clock.instant());
    if (group == null) {
      throw Refusal.of(
              GroupProblem.ORDER_GROUP_NOT_FOUND, "groupId", "must be an order group of yours")
          .toException();
    }
    boolean cancelled = cancelled(group);
    boolean open = group.open();
    if (leg != null) {
      LegView view =
          group.legs().stream()
              .filter(each -> each.leg().equals(leg))
              .findFirst()
              .orElseThrow(
                  () ->
                      Refusal.of(GroupProblem.ORDER_GROUP_NOT_FOUND, "leg", "must be of the group")
                          .toException());
      open = open && view.status().open();
      cancelled = cancelled || view.status().name().equals("CANCELLED");
    }
    if (open) {
      send(id, new InputOrder.CancelOrderGroup(id, user, leg));
    } else if (!cancelled) {
      throw Refusal.of(GroupProblem.TOO_LATE, "groupId", "it is " + group.status()).toException();
    }
    return group;
  }

  private static boolean cancelled(GroupView group) {
    return group.status().equals("CANCELLED") || "CANCELLED".equals(group.reason());
  }

  private void send(OrderGroupId group, InputOrder command) {
    outbox.send(new OutboxMessage(Topics.INPUT_ORDER, null, group.toString(), command));
  }

  private OrderDraft draft(UserId user, PlaceOrder order) {
    return switch (order) {
      case PlaceOrder.ByLegs legs ->
          drafts.draft(user, legs.timeInForce(), legs.expiresAt(), legs.legs());
      case PlaceOrder.ByQuote byQuote -> {
        Quote quote = usable(quotes.find(user, byQuote.quoteId()));
        yield drafts.draft(user, TimeInForce.FOK, null, legs(quote));
      }
    };
  }

  /** The legs that a quote froze, as decimals of the contracts' scales. */
  private List<AskedLeg> legs(Quote quote) {
    return List.of(
        drafts.asked(
            quote.sellContract(),
            Side.SELL,
            quote.sellLots() * quote.sellLotUnits(),
            quote.sellPriceUnits()),
        drafts.asked(
            quote.buyContract(),
            Side.BUY,
            quote.buyLots() * quote.buyLotUnits(),
            quote.buyPriceUnits()));
  }

  private Quote usable(@Nullable Quote quote) {
    if (quote == null) {
      throw Refusal.of(OrderProblem.QUOTE_NOT_FOUND, "quoteId", "must be a quote of yours")
          .toException();
    }
    if (quote.usedBy() != null) {
      throw Refusal.of(OrderProblem.QUOTE_USED, "quoteId", "a quote is for one order group")
          .toException();
    }
    if (quote.expired(clock.instant())) {
      throw quoteExpired().toException();
    }
    return quote;
  }

  /** A quote holds for the terms under which it was made: the fee and lots that it showed. */
  private void sameTerms(UserId user, PlaceOrder.ByQuote order, OrderDraft draft) {
    Quote quote = usable(quotes.find(user, order.quoteId()));
    OrderGroupTerms terms = draft.terms(nextId());
    boolean same =
        terms.legs().get(0).lots() == quote.sellLots()
            && terms.legs().get(0).lotUnits() == quote.sellLotUnits()
            && terms.legs().get(0).feeUnits() == quote.sellFeeUnits()
            && terms.legs().get(1).lots() == quote.buyLots()
            && terms.legs().get(1).lotUnits() == quote.buyLotUnits();
    if (!same) {
      refuse(quoteExpired());
    }
  }

  private static Refusal quoteExpired() {
    return Refusal.of(OrderProblem.QUOTE_EXPIRED, "quoteId", "a quote holds for some seconds");
  }

  private OrderGroupId nextId() {
    return OrderGroupId.next(clock.instant(), random);
  }

  private static void refuse(@Nullable Refusal refusal) {
    if (refusal != null) {
      throw refusal.toException();
    }
  }
}
