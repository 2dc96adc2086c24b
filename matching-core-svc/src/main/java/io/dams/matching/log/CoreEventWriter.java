package io.dams.matching.log;

import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the events that orders cause, byte for byte as the JSON mapper writes it, for a tenth
 * of its time: nearly all of what a shard says is one of them, and saying it cost more than
 * matching. Everything else is left to the mapper.
 */
final class CoreEventWriter {

  private static final int ROOM_BYTES = 512;
  private static final int LEVEL_BYTES = 40;

  private CoreEventWriter() {}

  /** The event's bytes; null when the mapper has to write it. */
  static byte @Nullable [] write(CoreEvent event) {
    JsonBytes out = new JsonBytes(ROOM_BYTES + room(event.body()));
    out.mark("{\"shard\":").number(event.shard());
    out.mark(",\"sequence\":").number(event.sequence());
    out.mark(",\"command\":").number(event.command());
    out.mark(event.last() ? ",\"last\":true" : ",\"last\":false");
    out.mark(",\"at\":").time(event.at());
    out.mark(",\"body\":");
    switch (event.body()) {
      case CoreEvent.OrderGroupAccepted body -> accepted(out, body.group());
      case CoreEvent.Traded body -> traded(out, body);
      case CoreEvent.LegEnded body -> legEnded(out, body);
      case CoreEvent.OrderGroupEnded body -> groupEnded(out, body);
      case CoreEvent.CancelRejected body -> cancelRejected(out, body);
      case CoreEvent.DepthChanged body -> depth(out, body);
      case CoreEvent.OrderGroupRejected _,
          CoreEvent.ContractPublished _,
          CoreEvent.ContractRefused _,
          CoreEvent.OrdersCancelled _ -> {
        return null;
      }
    }
    out.mark("}");
    return out.isPlain() ? out.toBytes() : null;
  }

  private static int room(CoreEvent.Body body) {
    return body instanceof CoreEvent.DepthChanged depth
        ? LEVEL_BYTES * (depth.bids().size() + depth.asks().size())
        : 0;
  }

  private static void accepted(JsonBytes out, OrderGroupTerms group) {
    out.mark("{\"type\":\"OrderGroupAccepted\",\"group\":{\"group\":").id(group.group().value());
    out.mark(",\"user\":").id(group.user().value());
    out.mark(",\"token\":").text(group.token().code());
    out.mark(",\"shard\":").number(group.shard());
    out.mark(",\"timeInForce\":").text(group.timeInForce().name());
    out.mark(",\"expiresAt\":");
    if (group.expiresAt() == null) {
      out.mark("null");
    } else {
      out.time(group.expiresAt());
    }
    out.mark(",\"placedAt\":").time(group.placedAt());
    String before = ",\"legs\":[";
    for (LegTerms leg : group.legs()) {
      leg(out.mark(before), leg);
      before = ",";
    }
    out.mark("]}}");
  }

  private static void leg(JsonBytes out, LegTerms leg) {
    out.mark("{\"leg\":").id(leg.leg().value());
    out.mark(",\"contract\":").text(leg.contract().value());
    out.mark(",\"point\":").text(leg.point().code());
    out.mark(",\"side\":").text(leg.side().name());
    out.mark(",\"lots\":").number(leg.lots());
    out.mark(",\"lotUnits\":").number(leg.lotUnits());
    out.mark(",\"limitPriceUnits\":").number(leg.limitPriceUnits());
    out.mark(",\"feeUnits\":").number(leg.feeUnits());
    out.mark(",\"externalUid\":").text(leg.externalUid());
    out.mark("}");
  }

  private static void traded(JsonBytes out, CoreEvent.Traded body) {
    out.mark("{\"type\":\"Traded\",\"contract\":").text(body.contract().value());
    out.mark(",\"lots\":").number(body.lots());
    out.mark(",\"lotUnits\":").number(body.lotUnits());
    out.mark(",\"priceUnits\":").number(body.priceUnits());
    party(out.mark(",\"buy\":"), body.buy());
    party(out.mark(",\"sell\":"), body.sell());
    out.mark(",\"taker\":").text(body.taker().name());
    out.mark("}");
  }

  private static void party(JsonBytes out, CoreEvent.Party party) {
    out.mark("{\"group\":").id(party.group().value());
    out.mark(",\"leg\":").id(party.leg().value());
    out.mark(",\"user\":").id(party.user().value());
    out.mark("}");
  }

  private static void legEnded(JsonBytes out, CoreEvent.LegEnded body) {
    out.mark("{\"type\":\"LegEnded\",\"group\":").id(body.group().value());
    out.mark(",\"leg\":").id(body.leg().value());
    out.mark(",\"reason\":").text(body.reason().name());
    out.mark(",\"executedLots\":").number(body.executedLots());
    out.mark(",\"trades\":").number(body.trades());
    out.mark("}");
  }

  private static void groupEnded(JsonBytes out, CoreEvent.OrderGroupEnded body) {
    out.mark("{\"type\":\"OrderGroupEnded\",\"group\":").id(body.group().value());
    out.mark(",\"outcome\":").text(body.outcome().name());
    out.mark(",\"purseUnits\":").number(body.purseUnits());
    out.mark("}");
  }

  private static void cancelRejected(JsonBytes out, CoreEvent.CancelRejected body) {
    out.mark("{\"type\":\"CancelRejected\",\"group\":").id(body.group().value());
    out.mark(",\"leg\":");
    if (body.leg() == null) {
      out.mark("null");
    } else {
      out.id(body.leg().value());
    }
    out.mark(",\"reason\":").text(body.reason().name());
    out.mark("}");
  }

  private static void depth(JsonBytes out, CoreEvent.DepthChanged body) {
    out.mark("{\"type\":\"DepthChanged\",\"contract\":").text(body.contract().value());
    levels(out.mark(",\"bids\":["), body.bids());
    levels(out.mark("],\"asks\":["), body.asks());
    out.mark("],\"lastPriceUnits\":").number(body.lastPriceUnits());
    out.mark("}");
  }

  private static void levels(JsonBytes out, List<CoreEvent.Level> levels) {
    String before = "{\"priceUnits\":";
    for (CoreEvent.Level level : levels) {
      out.mark(before).number(level.priceUnits());
      out.mark(",\"lots\":").number(level.lots()).mark("}");
      before = ",{\"priceUnits\":";
    }
  }
}
