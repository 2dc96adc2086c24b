package io.dams.backoffice.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Rows are added in the transaction of what they tell, and never changed. */
@Component
public class AuditTrail {

  private static final int NEWEST = 200;

  private final AuditMapper mapper;

  AuditTrail(AuditMapper mapper) {
    this.mapper = mapper;
  }

  /** The books that people work on. */
  public enum Book {
    ERRORS,
    BREAKS,
    SUSPENSE,
    RECEIVABLES
  }

  /**
   * Notes what was done, in the caller's transaction.
   *
   * @param actor an operator's identity; in lower case, a name of our own
   * @param evidence null when none was needed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void note(
      Book book, String subject, String actor, String action, @Nullable Evidence evidence) {
    mapper.insert(book, subject, actor, action, evidence);
  }

  /** The last 200 rows about an entry, oldest first. */
  public List<AuditEntry> of(Book book, String subject) {
    return mapper.of(book, subject, NEWEST);
  }
}
