package io.dams.platform.persistence;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.ibatis.executor.ExecutorException;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one shape: for each component of the record, where its column is and how it is
 * read. A component's column has its name, whatever the case, with underscores or without.
 */
final class RecordRows {

  /** A record's type, and the columns of a query in their order. */
  record Shape(Class<?> type, List<String> columns) {

    static Shape of(Class<?> type, ResultSetMetaData columns) throws SQLException {
      List<String> labels = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        labels.add(columns.getColumnLabel(i));
      }
      return new Shape(type, labels);
    }

    /** Counted from 1, as JDBC does. */
    private int column(String component) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).replace("_", "").equalsIgnoreCase(component)) {
          return i + 1;
        }
      }
      throw new ExecutorException("no column for " + component + " of " + type + " in " + columns);
    }
  }

  private final Constructor<?> constructor;
  private final int[] columns;
  private final TypeHandler<?>[] handlers;

  private RecordRows(Constructor<?> constructor, int[] columns, TypeHandler<?>[] handlers) {
    this.constructor = constructor;
    this.columns = columns;
    this.handlers = handlers;
  }

  static RecordRows of(Shape shape, TypeHandlerRegistry registry) {
    RecordComponent[] components = shape.type().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    int[] columns = Arrays.stream(components).mapToInt(c -> shape.column(c.getName())).toArray();
    TypeHandler<?>[] handlers =
        Arrays.stream(types).map(type -> handler(registry, type)).toArray(TypeHandler<?>[]::new);
    try {
      Constructor<?> constructor = shape.type().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordRows(constructor, columns, handlers);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(shape.type() + " has no canonical constructor", e);
    }
  }

  private static TypeHandler<?> handler(TypeHandlerRegistry registry, Class<?> type) {
    TypeHandler<?> handler = registry.getTypeHandler(type);
    if (handler == null) {
      throw new ExecutorException("no type handler for " + type);
    }
    return handler;
  }

  /** The record of the row; null when the row has nothing but nulls, as everywhere in MyBatis. */
  @Nullable Object read(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.length];
    boolean found = false;
    for (int i = 0; i < columns.length; i++) {
      values[i] = handlers[i].getResult(row, columns[i]);
      found |= values[i] != null;
    }
    return found ? create(values) : null;
  }

  private Object create(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new ExecutorException(constructor + " refuses a row", e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new ExecutorException(constructor + " cannot take " + Arrays.toString(values), e);
    }
  }
}
