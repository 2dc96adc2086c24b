package io.dams.transfer.reading;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * A read-only copy of the database.
 *
 * @param url JDBC; without it lists are read where orders are written
 */
@Validated
@ConfigurationProperties("dams.transfer.replica")
record ReplicaProperties(
    @Nullable String url, @Nullable String username, @Nullable String password) {

  @Override
  public String toString() {
    return "ReplicaProperties[" + url + "]";
  }
}
