package io.dams.transfer.order;

import io.dams.contracts.money.Asset;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way in which orders come into being and move. Each move is a compare-and-set in the
 * caller's transaction; who is told false has changed nothing.
 */
@Component
public class Orders {

  private static final int MAX_REASON = 1_000;
  private static final Pattern NAME = Pattern.compile(OrderRequest.NAME);

  private final OrderMapper mapper;

  Orders(OrderMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Opens an order and takes its name for ever. The same again gives the first one, also from the
   * archive; another body under the same name changes nothing. Waits for whoever is opening the
   * same name right now.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Opening open(NewOrder order) {
    OrderRequest request = order.request();
    int outId = request.app().terms().outId();
    try {
      mapper.claim(outId, request.outOrderId(), request.bodyHash());
    } catch (DuplicateKeyException e) {
      return known(request).orElseThrow();
    }
    boolean given = request.type() == TransferType.IN && order.given();
    OrderStatus status = given ? OrderStatus.CALLBACK : OrderStatus.CREATED;
    long id = mapper.insert(request, order.amounts(), decimals(order), request.fundUid(), status);
    if (mapper.name(outId, request.outOrderId(), id) != 1) {
      throw new IllegalStateException("the name of order " + id + " is gone");
    }
    return new Opening.Opened(get(id));
  }

  /** What the request's name already stands for; empty when it is free. */
  public Optional<Opening> known(OrderRequest request) {
    return mapper
        .key(request.app().terms().outId(), request.outOrderId())
        .map(
            key ->
                MessageDigest.isEqual(key.bodyHash(), request.bodyHash())
                    ? new Opening.Known(get(Objects.requireNonNull(key.orderId())))
                    : new Opening.Conflict());
  }

  private static OrderMapper.Decimals decimals(NewOrder order) {
    Asset asset = order.request().app().currency().asset();
    return new OrderMapper.Decimals(
        asset.decimal(order.amounts().amountUnits()),
        asset.decimal(order.amounts().feeUnits()),
        asset.decimal(order.amounts().actualUnits()));
  }

  /**
   * The order of a name, from the archive if need be; empty when the name is free, or none that an
   * order can have.
   */
  public Optional<TransferOrder> named(int outId, String outOrderId) {
    if (!NAME.matcher(outOrderId).matches()) {
      return Optional.empty();
    }
    return mapper.key(outId, outOrderId).map(OrderMapper.Key::orderId).flatMap(this::find);
  }

  /** An order, from the archive if need be. */
  public Optional<TransferOrder> find(long id) {
    return mapper.find(id).or(() -> archived(id));
  }

  /** An order that must be there, from the archive if need be. */
  public TransferOrder get(long id) {
    return find(id).orElseThrow(() -> new IllegalStateException("there is no order " + id));
  }

  /** It may have been archived between two looks, so the live table is asked again at the end. */
  private Optional<TransferOrder> archived(long id) {
    return mapper
        .keyOf(id)
        .flatMap(
            key ->
                key.completedAt() == null
                    ? mapper.find(id)
                    : mapper.archived(id, key.completedAt()));
  }

  /** 1 → 20: outside work begins. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean begin(long id) {
    return mapper.begin(id) == 1;
  }

  /**
   * 1 or 20 → 30: the partner's yes. False when it is decided already.
   *
   * @param data what came with it, as JSON; null keeps what is there
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean confirm(long id, @Nullable String data) {
    return mapper.confirm(id, data) == 1;
  }

  /** 30 → 100: the ledger has posted it. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean complete(long id) {
    return mapper.complete(id) == 1;
  }

  /** Notes, before a transfer out is shown to the partner, that the partner may know it. */
  @Transactional
  public void asked(long id) {
    mapper.asked(id);
  }

  /**
   * Records the no, while the hold is still to be voided. False when it is decided already.
   *
   * @param reason {@code error_message}
   * @param data what came with it, as JSON
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean refuse(long id, String reason, @Nullable String data) {
    return mapper.refuse(id, reason.substring(0, Math.min(reason.length(), MAX_REASON)), data) == 1;
  }

  /** 1 or 20 → −1: the no is recorded, and nothing is held any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean fail(long id) {
    return mapper.fail(id) == 1;
  }
}
