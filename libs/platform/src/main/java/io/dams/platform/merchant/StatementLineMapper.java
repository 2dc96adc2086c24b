package io.dams.platform.merchant;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.platform.merchant.StatementReading.Unbookable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a line of a statement field by field. */
final class StatementLineMapper {

  private static final int MAX_CURSOR = 255;

  private final JsonMapper json;
  private final JsonNode node;
  private final List<String> faults = new ArrayList<>();

  private StatementLineMapper(JsonMapper json, JsonNode node) {
    this.json = json;
    this.node = node;
  }

  /**
   * A page on the wire.
   *
   * @param lines whatever stands in its list
   */
  record Page(@Nullable List<JsonNode> lines, @Nullable String next) {

    /** Whether it is a page, of so many lines at most. */
    boolean fits(int limit) {
      return lines != null
          && lines.size() <= limit
          && (next == null || next.length() <= MAX_CURSOR);
    }

    /** Its lines, told apart. */
    StatementReading read(JsonMapper json) {
      List<Line> good = new ArrayList<>();
      List<Unbookable> bad = new ArrayList<>();
      for (JsonNode node : lines == null ? List.<JsonNode>of() : lines) {
        StatementLineMapper mapper = new StatementLineMapper(json, node);
        Line line = mapper.line();
        if (line == null) {
          bad.add(mapper.unbookable());
        } else {
          good.add(line);
        }
      }
      return new StatementReading(good, bad, next);
    }
  }

  private @Nullable Line line() {
    TransferId id = required("transferId", TransferId.class, _ -> true);
    TransferKind kind = required("kind", TransferKind.class, _ -> true);
    String uid = optional("uid", String.class, text -> text.length() <= MerchantApiClient.MAX_UID);
    Long units = required("units", Long.class, value -> value > 0);
    Long after = required("intermediaryUnits", Long.class, _ -> true);
    TransferId reverses = optional("reverses", TransferId.class, _ -> true);
    String group = required("orderGroup", String.class, _ -> true);
    String reference =
        required(
            "merchantReference",
            String.class,
            text -> text.length() <= MerchantApiClient.MAX_REFERENCE);
    Instant at = required("at", Instant.class, MerchantApiClient::isTime);
    if (id == null
        || kind == null
        || units == null
        || after == null
        || group == null
        || reference == null
        || at == null
        || !faults.isEmpty()) {
      return null;
    }
    return new Line(id, kind, uid, units, after, reverses, group, reference, at);
  }

  private Unbookable unbookable() {
    TransferId id = faults.contains("transferId") ? null : read("transferId", TransferId.class);
    return new Unbookable(id, node.isObject() ? String.join(",", faults) : "line", node.toString());
  }

  private <T> @Nullable T required(String field, Class<T> type, Predicate<T> fits) {
    T value = read(field, type);
    if (value == null || !fits.test(value)) {
      faults.add(field);
      return null;
    }
    return value;
  }

  private <T> @Nullable T optional(String field, Class<T> type, Predicate<T> fits) {
    return node.path(field).isNull() || node.path(field).isMissingNode()
        ? null
        : required(field, type, fits);
  }

  /** Null when it is not there, null, or nothing of the type. */
  private <T> @Nullable T read(String field, Class<T> type) {
    JsonNode value = node.get(field);
    if (value == null) {
      return null;
    }
    try {
      return json.treeToValue(value, type);
    } catch (JacksonException | IllegalArgumentException e) {
      return null; // the field is named among the faults
    }
  }
}
