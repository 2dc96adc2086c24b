package io.dams.transfer.order;

import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import io.dams.transfer.amount.Priced;
import java.util.Locale;
import java.util.Map;

/** What is wrong with a request about an order. */
public final class OrderProblem {

  /** The amount cannot be transferred. */
  public static final ProblemType AMOUNT_REFUSED =
      new ProblemType("amount-refused", 422, "There can be no transfer of this amount");

  /** The name is taken. */
  public static final ProblemType ORDER_CONFLICT =
      new ProblemType("order-conflict", 409, "This outOrderId names an order with another body");

  /** The user is one of the app's accounts. */
  public static final ProblemType CIRCULAR =
      new ProblemType("circular-transfer", 422, "The user is one of the app's own accounts");

  /** There is no such order for whoever asks. */
  public static final ProblemType NO_SUCH_ORDER =
      new ProblemType("no-such-order", 404, "There is no such order");

  private OrderProblem() {}

  /** The answer for an amount that was refused. */
  public static ProblemException amount(String field, Priced.Rule rule) {
    String name = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new ProblemException(
        AMOUNT_REFUSED, field + " must be so: " + name, Map.of("field", field, "rule", name));
  }
}
