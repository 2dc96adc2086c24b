package io.dams.platform.inbox;

import io.dams.platform.persistence.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a message take effect once for each consumer, and those of a key in their order. */
public class Inbox {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);

  private final InboxMapper mapper;
  private final TransactionTemplate transaction;
  private final Runnable dropped;

  Inbox(InboxMapper mapper, TransactionTemplate transaction, Runnable dropped) {
    this.mapper = mapper;
    this.transaction = transaction;
    this.dropped = dropped;
  }

  /**
   * Runs the effect and notes the message in one transaction. A message that is noted already, or
   * whose number has gone by, is a duplicate: nothing is done. When the effect throws, nothing is
   * noted. Throws {@link SequenceGapException} when messages of its source, topic and key are
   * missing before it. A message without a number is only told from its duplicates.
   *
   * @param consumer who takes it, at most 60 characters; a service may have several
   * @return whether the effect was run
   */
  public boolean once(String consumer, InboundMessage message, Runnable effect) {
    return all(consumer, List.of(message), _ -> effect.run()) == 1;
  }

  /**
   * As {@link #once}, for many messages: one transaction for all of them. Duplicates are left out;
   * when only duplicates are there, the effect is not run.
   *
   * @param effect takes the messages that are new, in their order
   * @return how many were new
   */
  public int all(
      String consumer, List<InboundMessage> messages, Consumer<List<InboundMessage>> effect) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              List<InboundMessage> fresh = fresh(consumer, messages);
              if (!fresh.isEmpty()) {
                effect.accept(fresh);
              }
              return fresh.size();
            }));
  }

  /**
   * For a batch listener on {@link ContainerFactories#PARKING}: what a poll gave, in one
   * transaction as in {@link #all}. When that fails nothing of it stands, and the messages go one
   * by one: so what only came of going together passes, and the one that fails is named by a {@link
   * BatchListenerFailedException}, with all before it done.
   *
   * @param effect takes the messages that are new; called again after it has failed
   */
  public void take(
      String consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Consumer<List<InboundMessage>> effect) {
    if (records.size() > 1) {
      try {
        all(consumer, records.stream().map(InboundMessage::of).toList(), effect);
        return;
      } catch (RuntimeException e) {
        log.info(
            "{}: {} messages failed together; they go one by one", consumer, records.size(), e);
      }
    }
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        all(consumer, List.of(InboundMessage.of(record)), effect);
      } catch (RuntimeException e) {
        throw NotTaken.record(record, e);
      }
    }
  }

  /** Notes the messages; those that are new, in their order. */
  private List<InboundMessage> fresh(String consumer, List<InboundMessage> messages) {
    List<InboundMessage> noted = new ArrayList<>();
    Parts.of(messages).forEach(part -> noted.addAll(noteAll(consumer, part)));
    Set<InboundMessage> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    Parts.of(firsts(noted)).forEach(part -> opened.addAll(openAll(consumer, part)));
    return noted.stream()
        .filter(
            message ->
                message.sequence() == 0 || opened.contains(message) || isNext(consumer, message))
        .toList();
  }

  /** By one statement; one by one when some of them came before. */
  private List<InboundMessage> noteAll(String consumer, List<InboundMessage> part) {
    if (part.size() > 1) {
      try {
        mapper.insertAll(consumer, part);
        return part;
      } catch (DuplicateKeyException e) {
        // nothing of it stands
      }
    }
    return part.stream().filter(message -> note(consumer, message)).toList();
  }

  private boolean note(String consumer, InboundMessage message) {
    try {
      mapper.insert(consumer, message.source(), message.id());
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Opens the numbers of all of them, or of none; one alone is left to {@link #isNext}. */
  private List<InboundMessage> openAll(String consumer, List<InboundMessage> part) {
    if (part.size() == 1) {
      return List.of();
    }
    try {
      mapper.openAll(consumer, part);
      return part;
    } catch (DuplicateKeyException e) {
      return List.of();
    }
  }

  /** The messages with number 1 before which there is none of their source, topic and key. */
  private static List<InboundMessage> firsts(List<InboundMessage> messages) {
    Set<List<String>> seen = new HashSet<>();
    return messages.stream()
        .filter(message -> message.sequence() != 0)
        .filter(message -> seen.add(List.of(message.source(), message.topic(), message.key())))
        .filter(message -> message.sequence() == 1)
        .toList();
  }

  /** Advances to the message; false when its number has gone by. */
  private boolean isNext(String consumer, InboundMessage message) {
    int advanced =
        message.sequence() == 1
            ? mapper.openSequence(consumer, message)
            : mapper.advanceSequence(consumer, message);
    if (advanced == 1) {
      return true;
    }
    long last = Objects.requireNonNullElse(mapper.lastSequence(consumer, message), 0L);
    if (message.sequence() <= last) {
      log.warn("{} drops {}: number {} has gone by", consumer, message, message.sequence());
      dropped.run();
      return false;
    }
    if (mapper.givenUp(message, last) < message.sequence() - 1 - last) {
      throw new SequenceGapException(message, last + 1);
    }
    mapper.skipTo(consumer, message);
    return true;
  }
}
