package io.dams.sandbox.partner;

import io.dams.sandbox.journal.JournalMapper;
import io.dams.sandbox.partner.PartnerOrder.Direction;
import io.dams.sandbox.partner.PartnerOrder.State;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The partner's books. Each change is on disk before its caller hears of it; an order that is done
 * or refused stays so.
 */
final class PartnerBooks implements AutoCloseable {

  private final Map<String, PartnerOrder> orders = new LinkedHashMap<>();
  private final Map<String, ReceivedCallback> callbacks = new LinkedHashMap<>();
  private final JournalMapper<PartnerEntry> journal;
  private PartnerSettings.@Nullable Keys keys;

  PartnerBooks(Path file) {
    journal = JournalMapper.open(file, PartnerEntry.class, this::apply);
  }

  /** A user's units leave the partner: a transfer in, done on this side. */
  PartnerOrder leave(String orderId, String outUserId, BigDecimal amount) {
    return durably(
        () ->
            orders.containsKey(orderId)
                ? known(orderId)
                : write(
                    new PartnerOrder(orderId, Direction.IN, outUserId, amount, State.DONE, null)));
  }

  /**
   * A transfer out is asked for. The same id is the same order; empty when it is known with another
   * body.
   *
   * @param first what becomes of it when it is new
   */
  Optional<PartnerOrder> create(
      String orderId, @Nullable String outUserId, BigDecimal amount, State first) {
    return durably(
        () -> {
          PartnerOrder before = orders.get(orderId);
          if (before == null) {
            String reason = first == State.REFUSED ? "the partner does not want it" : null;
            return Optional.of(
                write(new PartnerOrder(orderId, Direction.OUT, outUserId, amount, first, reason)));
          }
          return before.outAmount().compareTo(amount) == 0 ? Optional.of(before) : Optional.empty();
        });
  }

  /** Decides an order that is pending; another stays what it is. */
  PartnerOrder decide(String orderId, State state, @Nullable String reason) {
    return durably(
        () -> {
          PartnerOrder order = known(orderId);
          return order.state() == State.PENDING ? write(order.decided(state, reason)) : order;
        });
  }

  /** An order, if the partner has it. */
  synchronized Optional<PartnerOrder> find(String orderId) {
    return Optional.ofNullable(orders.get(orderId));
  }

  /** All orders, the oldest first. */
  synchronized List<PartnerOrder> list() {
    return List.copyOf(orders.values());
  }

  /** What was done in one direction, in outside units. */
  synchronized BigDecimal done(Direction direction) {
    return orders.values().stream()
        .filter(order -> order.direction() == direction && order.state() == State.DONE)
        .map(PartnerOrder::outAmount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Takes a callback; false when it was taken before. */
  boolean take(ReceivedCallback callback) {
    return durably(
        () -> {
          if (callbacks.containsKey(callback.id())) {
            return false;
          }
          PartnerEntry entry = new PartnerEntry.CallbackTaken(callback);
          journal.append(entry);
          apply(entry);
          return true;
        });
  }

  /** Uses these keys from now on. */
  void use(PartnerSettings.Keys given) {
    durably(
        () -> {
          PartnerEntry entry = new PartnerEntry.KeysAre(given);
          journal.append(entry);
          apply(entry);
          return given;
        });
  }

  /** The keys that it was given; throws {@link IllegalArgumentException} before that. */
  synchronized PartnerSettings.Keys keys() {
    PartnerSettings.Keys given = keys;
    if (given == null) {
      throw new IllegalArgumentException("the partner has no keys yet");
    }
    return given;
  }

  /** The callbacks that were taken, each once, the oldest first. */
  synchronized List<ReceivedCallback> callbacks() {
    return List.copyOf(callbacks.values());
  }

  private PartnerOrder known(String orderId) {
    PartnerOrder order = orders.get(orderId);
    if (order == null) {
      throw new IllegalArgumentException("the partner has no order " + orderId);
    }
    return order;
  }

  private PartnerOrder write(PartnerOrder order) {
    PartnerEntry entry = new PartnerEntry.OrderIs(order);
    journal.append(entry);
    apply(entry);
    return order;
  }

  private void apply(PartnerEntry entry) {
    switch (entry) {
      case PartnerEntry.OrderIs(PartnerOrder order) -> orders.put(order.orderId(), order);
      case PartnerEntry.CallbackTaken(ReceivedCallback callback) ->
          callbacks.put(callback.id(), callback);
      case PartnerEntry.KeysAre(PartnerSettings.Keys given) -> keys = given;
    }
  }

  private <T> T durably(Supplier<T> work) {
    T answer;
    long position;
    synchronized (this) {
      answer = work.get();
      position = journal.position();
    }
    journal.sync(position);
    return answer;
  }

  @Override
  public void close() {
    journal.close();
  }
}
