package io.dams.frontoffice.push;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.progress.Groups;
import io.dams.platform.inbox.CoreStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Owes the results that the core tells, each in the trace of the order. */
@Component
class ResultPushes implements CoreProjection {

  private final Pushes pushes;
  private final Groups groups;
  private final CoreStream stream;

  ResultPushes(Pushes pushes, Groups groups, CoreStream stream) {
    this.pushes = pushes;
    this.groups = groups;
    this.stream = stream;
  }

  @Override
  public void apply(List<CoreEvent> events) {
    events.forEach(this::apply);
  }

  /** A duplicate that was rejected says nothing of the first: nothing is owed. */
  private void apply(CoreEvent event) {
    if (event.body() instanceof OrderGroupEnded ended) {
      UserId owner = groups.owner(ended.group());
      if (owner != null) {
        owe(event, owner, ended.group(), ended.outcome().name(), null);
      }
    } else if (event.body() instanceof OrderGroupRejected rejected
        && rejected.reason() != RejectReason.DUPLICATE_GROUP) {
      owe(
          event,
          rejected.group().user(),
          rejected.group().group(),
          "REJECTED",
          rejected.reason().name());
    }
  }

  private void owe(
      CoreEvent event, UserId owner, OrderGroupId group, String template, @Nullable String reason) {
    stream.inTraceOf(event, () -> pushes.owe(owner, group, template, reason));
  }
}
