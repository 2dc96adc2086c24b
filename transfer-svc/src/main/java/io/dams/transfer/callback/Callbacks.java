package io.dams.transfer.callback;

import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.order.TransferOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Callbacks: owed when an order ends, listed and replayed by operators. */
public class Callbacks {

  static final String KIND = "CALLBACK";

  private final CallbackMapper mapper;
  private final Apps apps;
  private final Obligations obligations;
  private final Function<Object, String> json;
  private final Clock clock;

  Callbacks(
      CallbackMapper mapper,
      Apps apps,
      Obligations obligations,
      Function<Object, String> json,
      Clock clock) {
    this.mapper = mapper;
    this.apps = apps;
    this.obligations = obligations;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Owes the app the result of an order that has ended, in the caller's transaction. Nothing
   * happens when the app names no address.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void owe(TransferOrder order) {
    if (order.isOpen()) {
      throw new IllegalArgumentException("order " + order.id() + " has not ended");
    }
    PartnerApp app = apps.get(order.transferAppId());
    if (app.terms().orderCallbackUrl() == null) {
      return;
    }
    boolean wanted = app.callbackGoneAt() == null;
    long id =
        mapper.insert(
            "msg_transfer_" + order.id(),
            app.id(),
            order.id(),
            json.apply(ResultMessage.of(order)),
            wanted ? Callback.State.PENDING : Callback.State.DISABLED);
    if (wanted) {
      owe(mapper.find(id).orElseThrow());
    }
  }

  private void owe(Callback callback) {
    obligations.owe(
        new NewObligation(
            KIND,
            "callback-" + callback.transferAppId(),
            callback.reference(),
            new CallbackReference(callback.id(), callback.replays()),
            clock.instant()));
  }

  /**
   * Sends one again, with the same id and body; one that is still being sent is sent now.
   *
   * @return empty when there is no such callback
   */
  @Transactional
  Optional<Callback> replay(long id, String operator) {
    Callback callback = mapper.lock(id).orElse(null);
    if (callback == null) {
      return Optional.empty();
    }
    apps.audit(operator, "REPLAY_CALLBACK", "callback-" + id, null);
    if (callback.state() == Callback.State.PENDING) {
      obligations.hasten(KIND, callback.reference());
      return Optional.of(callback);
    }
    if (mapper.replay(id) != 1) {
      throw new IllegalStateException("callback " + id + " is locked, and gone");
    }
    Callback again = mapper.find(id).orElseThrow();
    owe(again);
    return Optional.of(again);
  }

  Optional<Callback> find(long id) {
    return mapper.find(id);
  }

  List<CallbackMapper.Attempt> attempts(long id, int limit) {
    return mapper.attempts(id, limit);
  }

  List<Callback> list(
      @Nullable Integer app,
      Callback.@Nullable State state,
      @Nullable Instant from,
      @Nullable Instant to,
      long after,
      int limit) {
    return mapper.list(app, state, from, to, after, limit);
  }

  /**
   * Payload of the obligation.
   *
   * @param replays the round that it belongs to
   */
  record CallbackReference(long callback, int replays) {}
}
