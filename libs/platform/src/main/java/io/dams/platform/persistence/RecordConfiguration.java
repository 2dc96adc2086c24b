package io.dams.platform.persistence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;

/**
 * MyBatis, but for rows that become records. It looks for the column of each argument anew in every
 * row, which took an eighth of backoffice's processor time; here that is done once for a record and
 * the columns of a query.
 */
class RecordConfiguration extends Configuration {

  private final Map<RecordRows.Shape, RecordRows> shapes = new ConcurrentHashMap<>();

  @Override
  public ResultSetHandler newResultSetHandler(
      Executor executor,
      MappedStatement statement,
      RowBounds bounds,
      ParameterHandler parameters,
      ResultHandler resultHandler,
      BoundSql sql) {
    ResultSetHandler handler =
        super.newResultSetHandler(executor, statement, bounds, parameters, resultHandler, sql);
    return resultHandler == null && bounds == RowBounds.DEFAULT && isOfRecords(statement)
        ? new RecordResultSetHandler(handler, statement.getResultMaps().getFirst().getType(), this)
        : handler;
  }

  /** Ids are records, too: they are one column, and have a type handler. */
  private boolean isOfRecords(MappedStatement statement) {
    if (statement.getResultMaps().size() != 1) {
      return false;
    }
    ResultMap map = statement.getResultMaps().getFirst();
    return map.getType().isRecord()
        && map.getResultMappings().isEmpty()
        && map.getDiscriminator() == null
        && !getTypeHandlerRegistry().hasTypeHandler(map.getType());
  }

  /** How rows of such a shape are read. */
  RecordRows rows(RecordRows.Shape shape) {
    return shapes.computeIfAbsent(shape, one -> RecordRows.of(one, getTypeHandlerRegistry()));
  }
}
