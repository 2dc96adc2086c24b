package io.dams.backoffice.audit;

import io.dams.backoffice.audit.AuditTrail.Book;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** SQL of {@code audit_trail}. */
@Mapper
interface AuditMapper {

  @Insert(
      """
      INSERT INTO audit_trail (book, subject, actor, action, reference, note, at)
      VALUES (#{book}, #{subject}, #{actor}, #{action}, #{evidence.reference}, #{evidence.note},
              UTC_TIMESTAMP(6))
      """)
  int insert(
      @Param("book") Book book,
      @Param("subject") String subject,
      @Param("actor") String actor,
      @Param("action") String action,
      @Param("evidence") @Nullable Evidence evidence);

  /** The last ones, oldest first. */
  @Select(
      """
      SELECT actor, action, reference, note, at FROM (
        SELECT id, actor, action, reference, note, at FROM audit_trail
        WHERE book = #{book} AND subject = #{subject} ORDER BY id DESC LIMIT #{limit}) newest
      ORDER BY id
      """)
  List<AuditEntry> of(
      @Param("book") Book book, @Param("subject") String subject, @Param("limit") int limit);
}
