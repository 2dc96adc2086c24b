package io.dams.transfer.archive;

import java.time.Instant;
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
   * Moves a batch, all of it or none; an order is always in exactly one of the tables.
   *
   * @param before completed before this moment
   * @return how many; fewer than the limit when there are no more
   */
  @Transactional
  int moveBatch(Instant before, int limit) {
    List<Long> ids = mapper.lock(before, limit);
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
