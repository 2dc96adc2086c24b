/**
 * Where a request really came from. {@code X-Forwarded-*} counts only from proxies that are ours,
 * and what a service is told about the client is written anew.
 */
@NullMarked
package io.dams.gateway.client;

import org.jspecify.annotations.NullMarked;
