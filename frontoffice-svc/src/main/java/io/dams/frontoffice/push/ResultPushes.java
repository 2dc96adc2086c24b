package io.dams.frontoffice.push;

import io.dams.contracts.id.UserId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.progress.Groups;
import java.util.List;
import org.springframework.stereotype.Component;

/** Owes the results that the core tells. */
@Component
class ResultPushes implements CoreProjection {

  private final Pushes pushes;
  private final Groups groups;

  ResultPushes(Pushes pushes, Groups groups) {
    this.pushes = pushes;
    this.groups = groups;
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
        pushes.owe(owner, ended.group(), ended.outcome().name(), null);
      }
    } else if (event.body() instanceof OrderGroupRejected rejected
        && rejected.reason() != RejectReason.DUPLICATE_GROUP) {
      pushes.owe(
          rejected.group().user(), rejected.group().group(), "REJECTED", rejected.reason().name());
    }
  }
}
