package io.dams.transfer.archive;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moves completed orders into the archive. */
@Component
class Archive {

  private final ArchiveMapper mapper;

  Archive(ArchiveMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Moves orders, all of them or none; an order is always in exactly one of the tables. What
   * another copy of this service has in hand, or has moved, is passed over.
   *
   * @return how many
   */
  @Transactional
  int move(List<Long> orders) {
    List<Long> ids = mapper.lock(orders);
    if (ids.isEmpty()) {
      return 0;
    }
    int copied = mapper.copy(ids);
    int marked = mapper.mark(ids);
    int deleted = mapper.delete(ids);
    if (copied != ids.size() || marked != ids.size() || deleted != ids.size()) {
      throw new IllegalStateException(
          "of %d orders %d were copied, %d marked, %d deleted"
              .formatted(ids.size(), copied, marked, deleted));
    }
    return deleted;
  }
}
